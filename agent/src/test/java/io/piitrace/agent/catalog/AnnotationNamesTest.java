package io.piitrace.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.annotation.DataSubject;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import org.junit.jupiter.api.Test;

/** The catalog knows the annotations by name only: this is what holds the names together. */
class AnnotationNamesTest {
    @Test
    void theDescriptorsAreThoseOfTheAnnotations() {
        assertThat(Annotations.PII).isEqualTo(Pii.class.descriptorString());
        assertThat(Annotations.SUBJECT_ID).isEqualTo(DataSubjectId.class.descriptorString());
        assertThat(Annotations.SUBJECT).isEqualTo(DataSubject.class.descriptorString());
        assertThat(Annotations.TENANT).isEqualTo(DataTenant.class.descriptorString());
    }
}
