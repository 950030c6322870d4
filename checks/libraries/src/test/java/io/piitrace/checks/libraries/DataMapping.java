package io.piitrace.checks.libraries;

import org.springframework.data.mapping.Association;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.data.mapping.context.AbstractMappingContext;
import org.springframework.data.mapping.model.AnnotationBasedPersistentProperty;
import org.springframework.data.mapping.model.BasicPersistentEntity;
import org.springframework.data.mapping.model.BeanWrapperPropertyAccessorFactory;
import org.springframework.data.mapping.model.ClassGeneratingPropertyAccessorFactory;
import org.springframework.data.mapping.model.PersistentPropertyAccessorFactory;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;
import org.springframework.data.util.TypeInformation;

/** The least that makes Spring Data read an object as each of its stores does. */
class DataMapping extends AbstractMappingContext<DataMapping.Entity<?>, DataMapping.Attribute> {
    /** By a generated class, which Spring Data takes where it can. */
    void read(Object person) {
        read(person, new ClassGeneratingPropertyAccessorFactory());
    }

    /** Where no class can be generated. */
    void readByReflection(Object person) {
        read(person, BeanWrapperPropertyAccessorFactory.INSTANCE);
    }

    private void read(Object person, PersistentPropertyAccessorFactory factory) {
        Entity<?> entity = getRequiredPersistentEntity(person.getClass());
        PersistentPropertyAccessor<Object> accessor = factory.getPropertyAccessor(entity, person);
        accessor.getProperty(entity.getRequiredPersistentProperty("ssn"));
        accessor.getProperty(entity.getRequiredPersistentProperty("salary"));
    }

    @Override
    protected <T> Entity<?> createPersistentEntity(TypeInformation<T> type) {
        return new Entity<>(type);
    }

    @Override
    protected Attribute createPersistentProperty(Property property, Entity<?> owner, SimpleTypeHolder simpleTypes) {
        return new Attribute(property, owner, simpleTypes);
    }

    static final class Entity<T> extends BasicPersistentEntity<T, Attribute> {
        Entity(TypeInformation<T> type) {
            super(type);
        }
    }

    static final class Attribute extends AnnotationBasedPersistentProperty<Attribute> {
        Attribute(Property property, Entity<?> owner, SimpleTypeHolder simpleTypes) {
            super(property, owner, simpleTypes);
        }

        @Override
        protected Association<Attribute> createAssociation() {
            return new Association<>(this, null);
        }
    }
}
