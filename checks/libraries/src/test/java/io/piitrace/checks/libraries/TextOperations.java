package io.piitrace.checks.libraries;

import static io.piitrace.ledger.AccessKind.FOREIGN;
import static io.piitrace.ledger.AccessKind.GETTER;
import static io.piitrace.ledger.AccessKind.HANDLE;
import static io.piitrace.ledger.AccessKind.REFLECTION;
import static io.piitrace.ledger.AccessKind.UNSAFE;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONWriter;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.afterburner.AfterburnerModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import com.google.gson.Gson;
import com.thoughtworks.xstream.XStream;
import io.piitrace.checks.libraries.bean.Bare;
import io.piitrace.checks.libraries.bean.Open;
import io.piitrace.checks.libraries.bean.Person;
import io.piitrace.checks.libraries.bean.PersonRecord;
import io.piitrace.checks.libraries.bean.Xml;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.reflect.ReflectDatumWriter;
import org.eclipse.yasson.YassonConfig;
import org.yaml.snakeyaml.Yaml;

/** Objects to text and other formats for the wire: what is read is disclosed. */
@SuppressWarnings({"ReturnValueIgnored", "CheckReturnValue"}) // a read is all that is wanted
final class TextOperations extends Operations {
    @Override
    void define() throws Exception {
        jackson();
        jackson3();
        gson();
        fastjson();
        jsonb();
        xml();
        Library snake = Library.of("SnakeYAML", Yaml.class);
        Yaml yaml = new Yaml();
        add(snake, "dump, getter", Person::new, yaml::dump).reads(GETTER);
        add(snake, "dump, public field", Open::new, yaml::dump).reads(REFLECTION);
        avro();
    }

    private void jackson() {
        Library jackson = Library.of("Jackson", ObjectMapper.class);
        ObjectMapper mapper = new ObjectMapper();
        ObjectMapper fields = new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
        add(jackson, "getter", Person::new, mapper::writeValueAsString).reads(GETTER);
        add(jackson, "field visibility", Bare::new, fields::writeValueAsString).reads(REFLECTION);
        add(jackson, "public field", Open::new, mapper::writeValueAsString).reads(REFLECTION);
        add(jackson, "record", PersonRecord::new, mapper::writeValueAsString).reads(GETTER);
        add(jackson, "convertValue", Person::new, person -> mapper.convertValue(person, Map.class))
                .reads(GETTER);
        add(jackson, "valueToTree", Person::new, mapper::valueToTree).reads(GETTER);
        with(Library.of("Jackson Afterburner", AfterburnerModule.class), new AfterburnerModule(), FOREIGN);
        with(Library.of("Jackson Blackbird", BlackbirdModule.class), new BlackbirdModule(), REFLECTION);
    }

    private void with(Library library, Module module, io.piitrace.ledger.AccessKind publicField) {
        ObjectMapper mapper = JsonMapper.builder().addModule(module).build();
        add(library, "getter", Person::new, mapper::writeValueAsString)
                .reads(GETTER)
                .at("");
        add(library, "public field", Open::new, mapper::writeValueAsString)
                .reads(publicField)
                .at("");
        add(library, "record", PersonRecord::new, mapper::writeValueAsString)
                .reads(GETTER)
                .at("");
    }

    private void jackson3() {
        Library jackson = Library.of("Jackson", tools.jackson.databind.ObjectMapper.class);
        tools.jackson.databind.ObjectMapper mapper = new tools.jackson.databind.ObjectMapper();
        add(jackson, "getter", Person::new, mapper::writeValueAsString).reads(GETTER);
        add(jackson, "public field", Open::new, mapper::writeValueAsString).reads(HANDLE);
        add(jackson, "record", PersonRecord::new, mapper::writeValueAsString).reads(GETTER);
    }

    private void gson() {
        Library library = Library.of("Gson", Gson.class);
        Gson gson = new Gson();
        add(library, "class", Bare::new, gson::toJson).reads(REFLECTION);
        add(library, "record", PersonRecord::new, gson::toJson).reads(GETTER);
        add(library, "toJsonTree", Person::new, gson::toJsonTree).reads(REFLECTION);
    }

    private void fastjson() {
        Library fastjson = Library.of("fastjson2", JSON.class);
        add(fastjson, "getter", Person::new, JSON::toJSONString).reads(GETTER);
        add(fastjson, "public field", Open::new, JSON::toJSONString).reads(FOREIGN);
        add(fastjson, "record", PersonRecord::new, JSON::toJSONString).reads(GETTER);
        add(fastjson, "field based", Bare::new, bare -> JSON.toJSONString(bare, JSONWriter.Feature.FieldBased))
                .reads(UNSAFE);
    }

    private void jsonb() throws Exception {
        Library yasson = Library.of("Yasson (JSON-B)", YassonConfig.class);
        Jsonb jsonb = JsonbBuilder.create();
        add(yasson, "getter", Person::new, jsonb::toJson).reads(GETTER);
        add(yasson, "public field", Open::new, jsonb::toJson).reads(HANDLE);
    }

    private void xml() throws Exception {
        Library jaxb = Library.of("JAXB", Class.forName("org.glassfish.jaxb.runtime.v2.ContextFactory"))
                .in("org.glassfish.jaxb.");
        JAXBContext context = JAXBContext.newInstance(Xml.Properties.class, Xml.Fields.class);
        Marshaller marshaller = context.createMarshaller();
        add(jaxb, "property access", Xml.Properties::new, person -> marshaller.marshal(person, new StringWriter()))
                .reads("ssn", GETTER, 3)
                .reads("salary", GETTER, 1);
        add(jaxb, "field access", Xml.Fields::new, person -> marshaller.marshal(person, new StringWriter()))
                .reads("ssn", REFLECTION, 3)
                .reads("salary", REFLECTION, 1);
        Library library = Library.of("XStream", XStream.class);
        XStream xstream = new XStream();
        add(library, "toXML", Bare::new, xstream::toXML).reads(REFLECTION);
    }

    private void avro() {
        Library avro = Library.of("Avro", Schema.class).in("org.apache.avro.");
        Schema schema = ReflectData.get().getSchema(Bare.class);
        ReflectDatumWriter<Bare> writer = new ReflectDatumWriter<>(schema);
        add(avro, "reflect", Bare::new, bare -> {
                    OutputStream out = new ByteArrayOutputStream();
                    writer.write(bare, EncoderFactory.get().directBinaryEncoder(out, null));
                })
                .reads(REFLECTION);
    }
}
