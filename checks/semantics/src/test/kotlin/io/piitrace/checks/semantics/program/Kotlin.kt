package io.piitrace.checks.semantics.program

import io.piitrace.annotation.DataSubjectId
import io.piitrace.annotation.Pii

/** Where annotations may stand, in Kotlin. */
class KotlinPerson(
    @DataSubjectId val id: Long,
    @Pii("ssn") var ssn: String,
    @field:Pii("email") val email: String,
) {
    @Pii("phone")
    lateinit var phone: String

    @get:Pii("name")
    val name: String
        get() = "a" + id

    companion object {
        @Pii("tax-id")
        @JvmField
        var employer = "12"
    }
}

@Pii("ssn")
@JvmInline
value class KotlinSsn(val digits: String)

/** The compiler puts a text in the place of the value class, and the annotation of the class is gone. */
class Unwrapped(val id: Long, val ssn: KotlinSsn)

/** Annotated where it is used. */
class Wrapped(@DataSubjectId val id: Long, @Pii("ssn") val ssn: KotlinSsn)

/** The value class stays what it is where it is an element. */
class Several(@DataSubjectId val id: Long, val all: List<KotlinSsn>)

/** Annotated where nothing is kept. */
class OnlyParameter(@Secret pay: Long) {
    val half = pay / 2
}

object KotlinSteps {
    @JvmStatic
    fun properties() {
        val person = KotlinPerson(1, "s", "a@example.com")
        person.phone = "1"
        println(person.ssn + person.email + person.phone + person.name + KotlinPerson.employer)
    }

    @JvmStatic
    fun valueClasses() {
        println(Wrapped(1, KotlinSsn("s")).ssn)
        println(Several(1, listOf(KotlinSsn("s"))).all.size)
    }

    @JvmStatic
    fun lost() {
        println(Unwrapped(1, KotlinSsn("s")).ssn)
        println(OnlyParameter(2).half)
    }
}
