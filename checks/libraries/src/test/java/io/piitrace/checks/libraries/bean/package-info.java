/** Persons of every shape that libraries meet: with getters, without, public, records, entities. Two personal fields each: a reference and a primitive. */
package io.piitrace.checks.libraries.bean;
