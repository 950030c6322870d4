package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStackTest {
    private final FrameStack stack = new FrameStack(Frames.root());

    @Test
    void aThreadThatNobodyOpenedExpectsNoPurpose() {
        assertThat(values().purpose()).isEqualTo("not-expected");
        assertThat(values().purposeSource()).isEqualTo("none");
        assertThat(values().principal()).isNull();
    }

    @Test
    void aScopeWithoutPurposeIsUndeclared() {
        stack.open(principal("amy", "payroll-admin"));

        assertThat(values().purpose()).isEqualTo("undeclared");
        assertThat(values().principal()).isEqualTo("amy");
    }

    @Test
    void innerScopesRefineAndClosingRestores() {
        Scope outer = stack.open(principal("amy", "payroll-admin"));
        Frame before = stack.current();
        Scope inner = stack.open(Statement.purpose("legal", Source.API));

        assertThat(values().principal()).isEqualTo("amy");
        assertThat(values().roles()).containsExactly("payroll-admin");
        assertThat(values().purpose()).isEqualTo("legal");
        assertThat(values().purposeSource()).isEqualTo("api");

        stack.close(inner);
        assertThat(stack.current()).isSameAs(before);
        stack.close(outer);
        assertThat(stack.current()).isSameAs(Frames.root());
    }

    @Test
    void anotherPrincipalInheritsNoRoleOfTheFirst() {
        stack.open(principal("amy", "payroll-admin"));
        stack.open(new Statement(null, "bob", null, null, null, null, null, Source.API, null, null, null, null));

        assertThat(values().principal()).isEqualTo("bob");
        assertThat(values().roles()).isEmpty();
    }

    @Test
    void equalValuesAreTheSameFrame() {
        stack.open(principal("amy", "payroll-admin"));
        Frame first = stack.current();

        FrameStack other = new FrameStack(Frames.root());
        other.open(principal("amy", "payroll-admin"));

        assertThat(other.current()).isSameAs(first);
    }

    @Test
    void closingAnOuterScopeClosesTheInnerOnes() {
        Scope outer = stack.open(principal("amy"));
        Scope inner = stack.open(Statement.purpose("legal", Source.API));

        stack.close(outer);
        assertThat(stack.current()).isSameAs(Frames.root());
        stack.close(inner);
        assertThat(stack.current()).isSameAs(Frames.root());

        stack.open(principal("bob"));
        stack.close(inner);
        stack.close(outer);
        assertThat(values().principal()).isEqualTo("bob");
    }

    @Test
    void aScopeClosedByAnotherThreadEndsWithTheNextScopeOfItsOwn() throws InterruptedException {
        Scope scope = Frames.stack().open(principal("amy"));
        Thread other = new Thread(scope::close);
        other.start();
        other.join();

        Scope next = Frames.stack().open(Statement.purpose("legal", Source.API));
        assertThat(Frames.current().values().principal()).isNull();
        next.close();
        assertThat(Frames.current().values()).isEqualTo(Frames.root().values());
    }

    @Test
    void aBoundaryStartsFromNothingAndLeavesNothing() {
        Scope outer = stack.open(principal("amy"));
        Frame amy = stack.current();
        Scope task = stack.openBoundary(Frames.root());
        assertThat(stack.current()).isSameAs(Frames.root());

        stack.open(principal("bob"));
        stack.identify(identity("carol"));
        stack.close(outer);
        assertThat(values().principal()).isEqualTo("carol");

        stack.close(task);
        assertThat(stack.current()).isNotSameAs(amy).isSameAs(Frames.root());
        assertThat(stack.identity()).isNull();
    }

    @Test
    void anIdentitySetInsideAScopeOutlivesItAsTheHolderDoes() {
        Scope request = stack.openBoundary(Frames.root().with(Statement.entry("GET /")));
        Scope login = stack.open(Statement.purpose("client-use", Source.ANNOTATION));
        stack.identify(identity("amy"));
        assertThat(values().principal()).isEqualTo("amy");
        assertThat(values().purpose()).isEqualTo("client-use");

        stack.close(login);
        assertThat(values().principal()).isEqualTo("amy");
        assertThat(values().purpose()).isEqualTo("undeclared");

        stack.close(request);
        assertThat(stack.current()).isSameAs(Frames.root());
    }

    @Test
    void aLogoutInsideAScopeRemovesThePersonEverywhere() {
        stack.openBoundary(Frames.root().with(Statement.entry("GET /")));
        stack.identify(identity("amy"));
        Scope inner = stack.open(Statement.purpose("client-use", Source.ANNOTATION));
        stack.forget();

        assertThat(values().principal()).isNull();
        assertThat(values().purpose()).isEqualTo("client-use");
        stack.close(inner);
        assertThat(values().principal()).isNull();
        assertThat(values().entry()).isEqualTo("GET /");
    }

    @Test
    void runningAsSomebodyElseAndBackKeepsWhatTheScopeStated() {
        stack.openBoundary(Frames.root().with(Statement.entry("GET /")));
        Identity amy = identity("amy");
        stack.identify(amy);
        stack.open(principal("batch"));
        assertThat(values().principal()).isEqualTo("batch");

        stack.identify(identity("carol"));
        assertThat(values().principal()).isEqualTo("carol");
        stack.identify(amy);
        assertThat(values().principal()).isEqualTo("batch");
    }

    @Test
    void whatIsLearntAboutARequestShowsInOpenScopes() {
        Scope request = stack.openBoundary(Frames.root().with(Statement.entry("GET /a/{id}")));
        stack.identify(identity("amy"));
        Scope inner = stack.open(Statement.purpose("legal", Source.API));

        stack.amend(request, Statement.entry("GET /a/{name}"));

        assertThat(values().entry()).isEqualTo("GET /a/{name}");
        assertThat(values().principal()).isEqualTo("amy");
        assertThat(values().purpose()).isEqualTo("legal");
        stack.close(inner);
        assertThat(values().entry()).isEqualTo("GET /a/{name}");
        assertThat(values().principal()).isEqualTo("amy");
    }

    @Test
    void sharingIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            Frames.root().with(Statement.entry("job:" + i));
        }
        assertThat(Frames.shared()).isLessThan(20_000);
    }

    private Context values() {
        return stack.current().values();
    }

    private static Identity identity(String name) {
        return new Identity(new Object(), principal(name, "clerk"));
    }

    private static Statement principal(String name, String... roles) {
        return new Statement(null, name, null, List.of(roles), null, null, null, Source.API, null, null, null, null);
    }
}
