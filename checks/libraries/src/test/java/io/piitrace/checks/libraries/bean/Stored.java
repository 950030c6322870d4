package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** As a session or a cache stores it. */
public class Stored implements Serializable {
    private static final long serialVersionUID = 1;

    @DataSubjectId
    private final long id;

    @Pii("ssn")
    private final String ssn = String.valueOf('s');

    @Pii("salary")
    private final long salary;

    public Stored(long id) {
        this.id = id;
        this.salary = id;
    }

    /** Writes what a stream would write, and then once more by itself. */
    public static class Twice extends Stored {
        private static final long serialVersionUID = 1;

        @Pii("ssn")
        private final String taxId = String.valueOf('t');

        public Twice(long id) {
            super(id);
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF(taxId);
        }
    }

    /** Writes itself. */
    public static class External implements Externalizable {
        private static final long serialVersionUID = 1;

        @DataSubjectId
        private long id;

        @Pii("ssn")
        private String ssn;

        @Pii("salary")
        private long salary;

        public External() {}

        public External(long id) {
            this.id = id;
            this.ssn = "s";
            this.salary = 1;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeLong(id);
            out.writeUTF(ssn);
            out.writeLong(salary);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            id = in.readLong();
            ssn = in.readUTF();
            salary = in.readLong();
        }
    }
}
