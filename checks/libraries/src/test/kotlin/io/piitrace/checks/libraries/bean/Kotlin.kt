package io.piitrace.checks.libraries.bean

import io.piitrace.annotation.DataSubjectId
import io.piitrace.annotation.Pii

/** A data class; the annotations fall on the fields. */
data class KotlinData(
    @DataSubjectId val id: Long,
    @Pii("ssn") val ssn: String,
    @Pii("salary") val salary: Long,
)

@JvmInline
value class Ssn(val digits: String)

/** A property of a value class is a field of what the value class wraps. */
class KotlinHolder(
    @DataSubjectId val id: Long,
    @Pii("ssn") val ssn: Ssn,
    @Pii("salary") val salary: Long,
)

/** All that is not a constructor's property. */
class KotlinOpen(@DataSubjectId @JvmField val id: Long) {
    @Pii("ssn") @JvmField var ssn: String = "s"

    @Pii("salary") var salary: Long = 1
        get() = field + 0
}

/** Kotlin's own ways to read. */
object KotlinReader {
    @JvmStatic fun holder(id: Long): KotlinHolder = KotlinHolder(id, Ssn("s"), 1)

    @JvmStatic fun getters(p: KotlinData): String = p.ssn + p.salary

    @JvmStatic fun destructured(p: KotlinData): String {
        val (_, ssn, salary) = p
        return ssn + salary
    }

    @JvmStatic fun copied(p: KotlinData): KotlinData = p.copy(id = 0)

    @JvmStatic fun held(p: KotlinHolder): String = p.ssn.digits + p.salary

    @JvmStatic fun references(p: KotlinData): String = listOf(p).map(KotlinData::ssn).first() + KotlinData::salary.get(p)

    @JvmStatic fun open(p: KotlinOpen): String = p.ssn + p.salary
}
