package io.piitrace.demo.script;

import java.util.function.Consumer;

/**
 * A day and a night in the life of the application: the same requests in the same order every time, about 200 of them.
 *
 * <p><b>Guarantees.</b> What it makes the application read is in {@code caused} when it returns.
 */
public final class Incident {
    /** How many employees' social security numbers the partner takes along. */
    public static final int STOLEN = 400;

    /** How many of the other client's salaries the operations engineer looks at. */
    public static final int PEEKED = 150;

    /** One of the 400, whom payroll looked up as well. */
    public static final String VICTIM = "A-10042";

    private final Traffic traffic;
    private final Consumer<String> narrator;

    public Incident(Traffic traffic, Consumer<String> narrator) {
        this.traffic = traffic;
        this.narrator = narrator;
    }

    public void run() {
        day();
        night();
    }

    /** Everybody does their work. */
    public void day() {
        narrator.accept("rita and gina look at their own commission statements");
        for (int i = 0; i < 5; i++) {
            traffic.ownStatements(Cast.RITA);
            traffic.ownStatements(Cast.GINA);
        }
        traffic.ownStatementsPage(Cast.RITA, "A-10002");
        narrator.accept("two visitors of the web site ask for information, and lena (inside sales) answers");
        traffic.ask("Petronella Ashworthy", "petronella.ashworthy@visitor.example");
        traffic.ask("Balthasar Oakenfull", "balthasar.oakenfull@visitor.example");
        traffic.answerQuestions(Cast.LENA);
        narrator.accept("mona reads her team's report");
        for (int i = 0; i < 6; i++) {
            traffic.team(Cast.MONA, "T01");
        }
        narrator.accept("amy (payroll, acme) and gus (payroll, globex) work on their employees' records");
        payroll(Cast.AMY, 'A', 30);
        payroll(Cast.GUS, 'G', 20);
        traffic.detail(Cast.AMY, VICTIM);
        narrator.accept("amy answers an employee's request to be told what is held about her");
        traffic.subjectAccess(Cast.AMY, "A-10017");
        narrator.accept("both export the file for the tax office");
        traffic.taxExport(Cast.AMY);
        traffic.taxExport(Cast.GUS);
        narrator.accept("sam, signed in through acme's single sign-on, searches the directory");
        for (String prefix : new String[] {"Al", "Bir", "Cor", "Da", "Es", "Fa", "Gr", "Ha"}) {
            traffic.search(Cast.SAM, prefix);
        }
        narrator.accept("carl (consulting partner) migrates names, and says why: implementation");
        for (int page = 0; page < 3; page++) {
            traffic.declaredExtract(Cast.CARL, page, 20);
        }
        narrator.accept("otto (operations, acme) checks salaries of acme's instance, and says why: operations");
        traffic.salaries(Cast.OTTO, "acme", 25);
        traffic.salaries(Cast.OTTO, "acme", 25);
        narrator.accept("dan (data centre) checks that restored backups can be read");
        traffic.restoreCheck(Cast.DAN, "acme");
        traffic.restoreCheck(Cast.DAN, "globex");
    }

    /** And then some do other things. */
    public void night() {
        narrator.accept("sue (support, in India) opens three statements on ticket CASE-A17");
        for (int i = 2; i <= 4; i++) {
            traffic.supportStatement(Cast.SUE, "CASE-A17", "acme", Traffic.number('A', i) + "-2026-09");
        }
        narrator.accept("the nightly batch pays 1,900 sellers, on four threads");
        traffic.payout(Cast.SCHEDULER);
        narrator.accept("carl exports the social security numbers of " + STOLEN + " employees, and does not say why");
        for (int page = 0; page < STOLEN / 100; page++) {
            traffic.undeclaredExtract(Cast.CARL, page, 100);
        }
        narrator.accept("otto reads " + PEEKED + " salaries of globex, a client whose instance is not his");
        traffic.salaries(Cast.OTTO, "globex", PEEKED);
        narrator.accept("a job reads data of 60 employees for marketing");
        traffic.mailing(Cast.SCHEDULER);
    }

    private void payroll(Cast who, char client, int records) {
        for (int page = 0; page < 3; page++) {
            traffic.list(who, page, 20);
        }
        for (int i = 0; i < records; i++) {
            String number = Traffic.number(client, 50 + i * 7);
            traffic.detail(who, number);
            traffic.statements(who, number);
        }
        for (String prefix : new String[] {"Mor", "Nor", "Os", "Pel"}) {
            traffic.search(who, prefix);
        }
    }
}
