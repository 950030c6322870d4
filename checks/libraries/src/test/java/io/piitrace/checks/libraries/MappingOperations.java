package io.piitrace.checks.libraries;

import static io.piitrace.ledger.AccessKind.FOREIGN;
import static io.piitrace.ledger.AccessKind.GETTER;
import static io.piitrace.ledger.AccessKind.HANDLE;
import static io.piitrace.ledger.AccessKind.REFLECTION;

import io.piitrace.checks.libraries.bean.Bare;
import io.piitrace.checks.libraries.bean.Open;
import io.piitrace.checks.libraries.bean.Person;
import io.piitrace.checks.libraries.bean.PersonMapper;
import io.piitrace.checks.libraries.bean.PersonMapper.Copy;
import java.util.List;
import ma.glasnost.orika.MapperFacade;
import ma.glasnost.orika.impl.DefaultMapperFactory;
import org.apache.commons.beanutils.PropertyUtils;
import org.apache.commons.lang3.builder.CompareToBuilder;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.apache.commons.lang3.builder.ReflectionToStringBuilder;
import org.mapstruct.factory.Mappers;
import org.modelmapper.ModelMapper;
import org.modelmapper.config.Configuration.AccessLevel;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.ConfigurablePropertyAccessor;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.cglib.beans.BeanCopier;
import org.springframework.cglib.beans.BeanMap;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.jdbc.core.namedparam.BeanPropertySqlParameterSource;
import org.springframework.util.ReflectionUtils;

/** One object's properties to another's, and access to properties by name. */
final class MappingOperations extends Operations {
    @Override
    void define() {
        Library mapstruct =
                Library.of("MapStruct", Mappers.class).in("io.piitrace.checks.libraries.bean.PersonMapperImpl");
        PersonMapper mapper = Mappers.getMapper(PersonMapper.class);
        add(mapstruct, "getter", Person::new, mapper::copy).reads(GETTER);
        add(mapstruct, "public field", Open::new, mapper::copy).reads(FOREIGN);
        spring();
        springData();
        commons();
        mappers();
    }

    private void spring() {
        Library spring = Library.of("Spring Beans", BeanUtils.class);
        add(spring, "BeanWrapper", Person::new, person -> {
                    BeanWrapper wrapper = new BeanWrapperImpl(person);
                    wrapper.getPropertyValue("ssn");
                    wrapper.getPropertyValue("salary");
                })
                .reads(GETTER);
        add(spring, "BeanUtils.copyProperties", Person::new, person -> BeanUtils.copyProperties(person, new Copy()))
                .reads(GETTER);
        add(spring, "DirectFieldAccessor", Bare::new, bare -> {
                    ConfigurablePropertyAccessor accessor = PropertyAccessorFactory.forDirectFieldAccess(bare);
                    accessor.getPropertyValue("ssn");
                    accessor.getPropertyValue("salary");
                })
                .reads(REFLECTION);
        Library core = Library.of("Spring Core", ReflectionUtils.class).in("org.springframework.");
        add(core, "ReflectionUtils.getField", Bare::new, bare -> {
                    for (String name : List.of("ssn", "salary")) {
                        var field = ReflectionUtils.findField(Bare.class, name);
                        field.setAccessible(true);
                        ReflectionUtils.getField(field, bare);
                    }
                })
                .reads(REFLECTION);
        BeanCopier copier = BeanCopier.create(Person.class, Copy.class, false);
        add(core, "BeanCopier", Person::new, person -> copier.copy(person, new Copy(), null))
                .reads(GETTER)
                .at("io.piitrace.checks.libraries.bean.");
        add(core, "BeanMap", Person::new, person -> BeanMap.create(person).get("ssn"))
                .reads("ssn", GETTER, 1)
                .at("io.piitrace.checks.libraries.bean.");
        Library jdbc =
                Library.of("Spring JDBC", BeanPropertySqlParameterSource.class).in("org.springframework.");
        add(jdbc, "BeanPropertySqlParameterSource", Person::new, person -> {
                    var source = new BeanPropertySqlParameterSource(person);
                    source.getValue("ssn");
                    source.getValue("salary");
                })
                .reads(GETTER);
    }

    private void springData() {
        Library data = Library.of("Spring Data", PersistentProperty.class).in("org.springframework.data.");
        DataMapping mapping = new DataMapping();
        add(data, "property accessor, private field", Bare::new, mapping::read)
                .reads(HANDLE)
                .at("");
        add(data, "property accessor, getter", Person::new, mapping::read)
                .reads(HANDLE)
                .at("");
        add(data, "property accessor, public field", Open::new, mapping::read)
                .reads(FOREIGN)
                .at("");
        add(data, "property accessor by reflection", Bare::new, mapping::readByReflection)
                .reads(REFLECTION)
                .at("org.springframework.");
    }

    private void commons() {
        Library beanutils = Library.of("Commons BeanUtils", PropertyUtils.class);
        add(beanutils, "getProperty", Person::new, person -> {
                    PropertyUtils.getProperty(person, "ssn");
                    PropertyUtils.getProperty(person, "salary");
                })
                .reads(GETTER);
        add(beanutils, "copyProperties", Person::new, person -> PropertyUtils.copyProperties(new Copy(), person))
                .reads(GETTER);
        add(beanutils, "describe", Person::new, PropertyUtils::describe).reads(GETTER);
        Library lang = Library.of("Commons Lang", EqualsBuilder.class);
        add(lang, "ReflectionToStringBuilder", Bare::new, ReflectionToStringBuilder::toString)
                .reads(REFLECTION);
        Bare other = new Bare(LibrariesProgram.REHEARSED);
        add(lang, "EqualsBuilder", Bare::new, bare -> EqualsBuilder.reflectionEquals(bare, other, "id"))
                .reads(REFLECTION);
        add(lang, "HashCodeBuilder", Bare::new, bare -> HashCodeBuilder.reflectionHashCode(bare))
                .reads(REFLECTION);
        add(lang, "CompareToBuilder", Bare::new, bare -> CompareToBuilder.reflectionCompare(bare, other, "id"))
                .reads(REFLECTION);
    }

    private void mappers() {
        Library library = Library.of("ModelMapper", ModelMapper.class);
        ModelMapper getters = new ModelMapper();
        add(library, "getter", Person::new, person -> getters.map(person, Copy.class))
                .reads(GETTER);
        ModelMapper fields = new ModelMapper();
        fields.getConfiguration().setFieldMatchingEnabled(true).setFieldAccessLevel(AccessLevel.PRIVATE);
        add(library, "field", Bare::new, bare -> fields.map(bare, Copy.class)).reads(REFLECTION);
        Library orika = Library.of("Orika", MapperFacade.class);
        MapperFacade facade = new DefaultMapperFactory.Builder().build().getMapperFacade();
        add(orika, "getter", Person::new, person -> facade.map(person, Copy.class))
                .reads(GETTER);
    }
}
