package io.piitrace.checks.semantics.program;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.NotBlank;

/** An entity whose getters the persistence provider calls. */
@Entity
public class PropertyPerson {
    private Long id;
    private String ssn;
    private String name;
    private String city;

    protected PropertyPerson() {}

    PropertyPerson(long id, String ssn, String name) {
        this.id = id;
        this.ssn = ssn;
        this.name = name;
    }

    @Id
    @DataSubjectId
    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    @Pii("ssn")
    @NotBlank
    public String getSsn() {
        return ssn;
    }

    public void setSsn(String ssn) {
        this.ssn = ssn;
    }

    /** Not just the field: what it reads is the provider's doing all the same. */
    @Pii("name")
    public String getName() {
        return name == null ? "" : name.trim();
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getCity() {
        return city;
    }

    public void setCity(String city) {
        this.city = city;
    }
}
