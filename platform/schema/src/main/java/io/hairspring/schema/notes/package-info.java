/** What a journal notes beside the cycles, read from its lines again. */
package io.hairspring.schema.notes;
