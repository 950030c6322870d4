package io.piitrace.ledger.format;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of one file while it is written: gives numbers to texts, contexts, sites and subjects, and puts what is new into the block that uses it first.
 *
 * <p><b>Layout.</b> docs/format.md, section 8.
 */
public final class DictionaryOut {
    private final Map<String, Integer> stringIds = new HashMap<>();
    private final List<String> newStrings = new ArrayList<>();
    private final List<Context> newContexts = new ArrayList<>();
    private final List<Site> newSites = new ArrayList<>();
    private final List<Subject> newSubjects = new ArrayList<>();
    private final ByteOut body = new ByteOut(4096);
    private int contexts;
    private int sites;
    private int subjects;
    private long bytes;

    /** Forgets everything: a new file begins. */
    public void clear() {
        stringIds.clear();
        contexts = 0;
        sites = 0;
        subjects = 0;
        bytes = 0;
        beginBlock();
    }

    public void beginBlock() {
        newStrings.clear();
        newContexts.clear();
        newSites.clear();
        newSubjects.clear();
    }

    public int define(Context context) {
        newContexts.add(context);
        return contexts++;
    }

    public int define(Site site) {
        newSites.add(site);
        return sites++;
    }

    public int define(Subject subject) {
        newSubjects.add(subject);
        return subjects++;
    }

    /** The most of any kind that the file defines. */
    public int definitions() {
        return Math.max(Math.max(contexts, subjects), Math.max(sites, stringIds.size()));
    }

    /** Bytes of all definitions of the file so far. */
    public long bytes() {
        return bytes;
    }

    /** What this block defines; final after {@link #write}. */
    public Defined defined() {
        return new Defined(
                range(stringIds.size(), newStrings),
                range(contexts, newContexts),
                range(sites, newSites),
                range(subjects, newSubjects));
    }

    private static Defined.Range range(int total, List<?> fresh) {
        return new Defined.Range(total - fresh.size(), fresh.size());
    }

    /** Writes what is new in this block; after it the counts are final. */
    public void write(ByteOut section) {
        body.clear();
        for (ContextField field : ContextField.values()) {
            for (Context context : newContexts) {
                value(field, field.of(context));
            }
        }
        newContexts.forEach(context -> roles(context.roles()));
        newSites.forEach(this::site);
        newSubjects.forEach(subject -> optional(subject.tenant()));
        newSubjects.forEach(this::subject);
        newStrings.forEach(section::text);
        section.bytes(body);
        bytes += section.length();
    }

    private void value(ContextField field, @Nullable String value) {
        if (value == null) {
            body.varint(ContextField.ABSENT);
        } else if (!field.inline()) {
            body.varint(ContextField.STRINGS + (long) string(value));
        } else {
            inline(value);
        }
    }

    private void inline(String value) {
        byte[] hex = Pseudonyms.bytes(value);
        byte[] uuid = hex == null ? Pseudonyms.uuid(value) : null;
        if (hex != null) {
            body.varint(ContextField.HEX);
            body.bytes(hex);
        } else if (uuid != null) {
            body.varint(ContextField.UUID);
            body.bytes(uuid);
        } else {
            body.varint(ContextField.TEXT);
            body.text(value);
        }
    }

    private void roles(List<String> roles) {
        int listed = Math.min(roles.size(), Limits.LIST_ITEMS);
        body.varint(listed);
        for (int i = 0; i < listed; i++) {
            boolean cut = i == Limits.LIST_ITEMS - 1 && roles.size() > Limits.LIST_ITEMS;
            body.varint(string(cut ? "…[cut, " + roles.size() + " roles]" : roles.get(i)));
        }
    }

    @SuppressWarnings("EnumOrdinal") // the order of kinds is part of the format
    private void site(Site site) {
        body.varint(string(site.field().owner()));
        body.varint(string(site.field().name()));
        body.varint(string(site.field().category()));
        body.u8(site.kind().ordinal());
        body.varint(string(site.place()));
        optional(site.type());
        body.u8(site.inferred() ? 1 : 0);
    }

    private void subject(Subject subject) {
        byte[] pseudonym = subject.pseudonym() == null ? null : Pseudonyms.bytes(subject.pseudonym());
        if (pseudonym != null) {
            body.u8(SubjectForm.HEX);
            body.bytes(pseudonym);
        } else if (subject.pseudonym() != null) {
            body.u8(SubjectForm.TEXT);
            body.text(subject.pseudonym());
        } else {
            body.u8(SubjectForm.UNKNOWN);
            optional(subject.unknownReason());
        }
    }

    private void optional(@Nullable String text) {
        body.varint(text == null ? 0 : string(text) + 1);
    }

    private int string(String text) {
        Integer known = stringIds.get(text);
        if (known == null) {
            known = stringIds.size();
            stringIds.put(text, known);
            newStrings.add(text);
        }
        return known;
    }
}
