package io.piitrace.demo.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A request for support that a client submitted. */
@Entity
@Table(name = "support_ticket")
@SuppressWarnings("NullAway.Init")
public class SupportTicket {
    @Id
    private String number;

    private String tenant;
    private String title;

    protected SupportTicket() {}

    public String getNumber() {
        return number;
    }

    public String getTenant() {
        return tenant;
    }

    public String getTitle() {
        return title;
    }
}
