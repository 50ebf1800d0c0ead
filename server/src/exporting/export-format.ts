import type { AnyRecord, ExportConvention, Field, ObjectType } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** What an export works with. */
export interface Exporting {
  readonly kernel: Kernel
  readonly caller: Caller
  readonly object: ObjectType
  readonly fields: readonly Field[]
  /** How addresses are written; without it files stand there by their paths. */
  readonly convention?: ExportConvention
}

/** A kind of file that records leave as. */
export interface ExportFormat {
  readonly contentType: string
  /** Without the point. */
  readonly extension: string
  /** Records that such a file may hold; any number without it. */
  readonly most?: number
  /** The fields that it always has, whatever a view shows; without it, those of the view. */
  readonly fields?: (object: ObjectType) => readonly string[]
  /** Is there such a file of an object? Of every one without it. */
  readonly fits?: (object: ObjectType) => boolean
  /** The file, made while the records come. */
  write(exporting: Exporting, records: AsyncIterable<AnyRecord>): AsyncIterable<string | Buffer>
}
