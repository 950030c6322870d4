package io.piitrace.checks.semantics.program;

import com.google.gson.Gson;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.validation.constraints.NotBlank;
import java.io.Serializable;

/** An entity whose fields the persistence provider reads. */
@Entity
public class FieldPerson implements Serializable {
    private static final long serialVersionUID = 1;

    static boolean telling;

    @Id
    @DataSubjectId
    Long id;

    @Pii("ssn")
    @NotBlank
    private String ssn;

    private String city;

    protected FieldPerson() {}

    FieldPerson(long id, String ssn) {
        this.id = id;
        this.ssn = ssn;
    }

    public String getSsn() {
        return ssn;
    }

    public void setSsn(String ssn) {
        this.ssn = ssn;
    }

    public void setCity(String city) {
        this.city = city;
    }

    public String getCity() {
        return city;
    }

    /** Called by the provider in the middle of a flush, and tells everything to somebody. */
    @PreUpdate
    void tell() {
        if (telling) {
            new Gson().toJson(this, new StringBuilder());
        }
    }

    @Override
    public String toString() {
        return "person " + ssn;
    }
}
