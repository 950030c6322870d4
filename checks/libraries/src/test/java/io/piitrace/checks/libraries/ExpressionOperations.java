package io.piitrace.checks.libraries;

import static io.piitrace.ledger.AccessKind.FOREIGN;
import static io.piitrace.ledger.AccessKind.GETTER;
import static io.piitrace.ledger.AccessKind.HANDLE;
import static io.piitrace.ledger.AccessKind.REFLECTION;

import com.samskivert.mustache.Mustache;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.Template;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObject;
import io.piitrace.checks.libraries.bean.Bare;
import io.piitrace.checks.libraries.bean.Open;
import io.piitrace.checks.libraries.bean.Person;
import jakarta.el.ELProcessor;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ognl.AbstractMemberAccess;
import ognl.MemberAccess;
import ognl.Ognl;
import ognl.OgnlContext;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.mvel2.MVEL;
import org.mvel2.optimizers.OptimizerFactory;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Languages and templates in which an application's user or author names the field. */
final class ExpressionOperations extends Operations {
    private static final String BOTH = "p.ssn + p.salary";
    private static final MemberAccess PUBLIC = new AbstractMemberAccess() {
        @Override
        public boolean isAccessible(OgnlContext context, Object target, Member member, String property) {
            return Modifier.isPublic(member.getModifiers());
        }
    };

    @Override
    void define() throws Exception {
        spel();
        groovy();
        mvel();
        ognl();
        jexl();
        el();
        templates();
    }

    private void spel() {
        Library spel = Library.of("SpEL", ExpressionParser.class);
        Expression interpreted = new SpelExpressionParser(new SpelParserConfiguration(SpelCompilerMode.OFF, null))
                .parseExpression("ssn + salary");
        add(spel, "interpreted, getter", Person::new, interpreted::getValue).reads(GETTER);
        add(spel, "interpreted, public field", Open::new, interpreted::getValue).reads(REFLECTION);
        var compiler = new SpelExpressionParser(new SpelParserConfiguration(SpelCompilerMode.IMMEDIATE, null));
        for (String property : List.of("ssn", "salary")) {
            add(spel, "compiled, getter, " + property, Person::new, compiler.parseExpression(property)::getValue)
                    .reads(property, GETTER, 1)
                    .after(3)
                    .at("org.springframework.expression.spel.generated.");
            add(spel, "compiled, public field, " + property, Open::new, compiler.parseExpression(property)::getValue)
                    .reads(property, FOREIGN, 1)
                    .after(3)
                    .at("org.springframework.expression.spel.generated.");
        }
    }

    private void groovy() throws Exception {
        Library library = Library.of("Groovy", GroovyObject.class).in("Script");
        try (GroovyClassLoader loader = new GroovyClassLoader()) {
            add(library, "p.ssn, getter", Person::new, script(loader, BOTH)).reads(GETTER);
            add(library, "p.ssn, public field", Open::new, script(loader, BOTH)).reads(HANDLE);
            add(library, "p.ssn, private field", Bare::new, script(loader, BOTH))
                    .reads(HANDLE);
            add(library, "p.@ssn", Bare::new, script(loader, "p.@ssn + p.@salary"))
                    .reads(REFLECTION);
            String typed = "@groovy.transform.CompileStatic Object both(%s p) { p.ssn + p.salary }; both(p)";
            add(library, "static, getter", Person::new, script(loader, typed.formatted(Person.class.getName())))
                    .reads(GETTER);
            add(library, "static, public field", Open::new, script(loader, typed.formatted(Open.class.getName())))
                    .reads(FOREIGN);
        }
    }

    private static Operation.Act<Object> script(GroovyClassLoader loader, String text) throws Exception {
        groovy.lang.Script script = (groovy.lang.Script)
                loader.parseClass(text, "Script" + Integer.toHexString(text.hashCode()) + ".groovy")
                        .getDeclaredConstructor()
                        .newInstance();
        return person -> {
            script.setBinding(new groovy.lang.Binding(Map.of("p", person)));
            script.run();
        };
    }

    private void mvel() {
        Library library = Library.of("MVEL", MVEL.class);
        OptimizerFactory.setDefaultOptimizer("ASM"); // at once; by default after some executions in a short time
        add(library, "interpreted, getter", Person::new, person -> MVEL.eval(BOTH, variables(person)))
                .reads(GETTER);
        add(library, "interpreted, public field", Open::new, open -> MVEL.eval(BOTH, variables(open)))
                .reads(REFLECTION);
        Serializable getter = MVEL.compileExpression(BOTH);
        add(library, "compiled, getter", Person::new, person -> MVEL.executeExpression(getter, variables(person)))
                .reads(GETTER)
                .at("");
        Serializable field = MVEL.compileExpression(BOTH);
        add(library, "compiled, public field", Open::new, open -> MVEL.executeExpression(field, variables(open)))
                .reads(FOREIGN)
                .at("");
    }

    private static Map<String, Object> variables(Object person) {
        return new HashMap<>(Map.of("p", person));
    }

    private void ognl() throws Exception {
        Library library = Library.of("OGNL", Ognl.class);
        OgnlContext context = Ognl.createDefaultContext(null, PUBLIC);
        Object expression = Ognl.parseExpression("ssn + salary");
        add(library, "getter", Person::new, person -> Ognl.getValue(expression, context, person))
                .reads(GETTER);
        add(library, "public field", Open::new, open -> Ognl.getValue(expression, context, open))
                .reads(REFLECTION);
    }

    private void jexl() {
        Library jexl = Library.of("Commons JEXL", JexlEngine.class);
        JexlEngine engine =
                new JexlBuilder().permissions(JexlPermissions.UNRESTRICTED).create();
        JexlScript script = engine.createScript(BOTH);
        add(jexl, "getter", Person::new, person -> script.execute(new MapContext(variables(person))))
                .reads(GETTER);
        add(jexl, "public field", Open::new, open -> script.execute(new MapContext(variables(open))))
                .reads(REFLECTION);
    }

    private void el() {
        Library library = Library.of("Jakarta EL (Tomcat)", ELProcessor.class).in("jakarta.el.");
        ELProcessor processor = new ELProcessor();
        add(library, "getter", Person::new, person -> {
                    processor.defineBean("p", person);
                    processor.eval("p.ssn");
                    processor.eval("p.salary");
                })
                .reads(GETTER);
    }

    private void templates() throws IOException {
        Library freemarker = Library.of("FreeMarker", Configuration.class).in("freemarker.");
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        Template template = new Template("t", new StringReader("${p.ssn} ${p.salary}"), configuration);
        add(freemarker, "getter", Person::new, person -> template.process(Map.of("p", person), new StringWriter()))
                .reads(GETTER);
        DefaultObjectWrapper wrapper = new DefaultObjectWrapper(Configuration.VERSION_2_3_34);
        wrapper.setExposeFields(true);
        add(
                        freemarker,
                        "public field",
                        Open::new,
                        open -> template.process(Map.of("p", open), new StringWriter(), wrapper))
                .reads(REFLECTION);
        Library velocity = Library.of("Velocity", VelocityEngine.class).in("org.apache.velocity.");
        VelocityEngine engine = new VelocityEngine();
        add(velocity, "getter", Person::new, person -> evaluate(engine, person)).reads(GETTER);
        Library mustache = Library.of("JMustache", Mustache.class);
        com.samskivert.mustache.Template compiled = Mustache.compiler().compile("{{ssn}} {{salary}}");
        add(mustache, "getter", Person::new, compiled::execute).reads(GETTER);
        add(mustache, "private field", Bare::new, compiled::execute).reads(REFLECTION);
    }

    private static void evaluate(VelocityEngine engine, Object person) {
        engine.evaluate(new VelocityContext(variables(person)), new StringWriter(), "t", "$p.ssn $p.salary");
    }
}
