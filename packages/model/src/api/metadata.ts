import type { Scope } from '../define-object.ts'
import type { FieldRules } from '../field-rules.ts'
import type { Aggregate } from '../field-type.ts'
import type { Filter } from '../filter.ts'
import type { FormulaType } from '../formula/value.ts'
import type { Layout, LayoutPlace } from '../layout.ts'

/** Objects and fields as this person sees them, in their language: what screens, imports and integrations build on. */
export interface Metadata {
  readonly version: number
  readonly objects: readonly MetadataObject[]
}

export interface MetadataObject {
  readonly name: string
  readonly collection: string
  readonly label: { readonly one: string; readonly many: string; readonly afterNumber: string }
  readonly icon: string
  readonly title: string
  readonly list: readonly string[]
  readonly form: readonly string[]
  /** Fields that tell records of the same title apart. */
  readonly identifying: readonly string[]
  readonly board: string | null
  /** The dates on which its records begin and end, where both are there to be read. */
  readonly span: readonly [start: string, end: string] | null
  readonly owned: boolean
  /** Owner and team say whom it is for, and who writes it is none of them. */
  readonly assigned: boolean
  readonly timeline: boolean
  readonly searchable: boolean
  readonly settings: boolean
  readonly parent: readonly string[]
  readonly activity: string | null
  /** Any record of the objects that administrators made; each has its own object besides. */
  readonly template: boolean
  /** The template of an object that an administrator made: references to the template may point to its records. */
  readonly madeFrom: string | null
  readonly keys: readonly string[]
  readonly filters: readonly { readonly name: string; readonly label: string; readonly filter: Filter }[]
  readonly can: Readonly<Record<'create' | 'read' | 'edit' | 'delete', Scope>>
  readonly fields: readonly MetadataField[]
  /** How this person's pages and forms are arranged, where somebody has said so: of fields that they may read. */
  readonly layouts: Readonly<Partial<Record<LayoutPlace, Layout>>>
}

export interface MetadataField extends FieldRules {
  readonly name: string
  readonly kind: string
  /** Of a value that is worked out: the kind of what comes out, by which it is shown. */
  readonly result?: string
  /** What it is in formulas; those without cannot be used there. */
  readonly formulaType?: FormulaType
  readonly label: string
  readonly help: string | null
  readonly required: boolean
  /** Filled by the program, or not editable for this person. */
  readonly readOnly: boolean
  readonly createOnly: boolean
  readonly hidden: boolean
  readonly custom: boolean
  readonly system: boolean
  /** May a file of records fill it? */
  readonly imported: boolean
  /** Can many of its values be raised by a percentage? */
  readonly raisable: boolean
  readonly sortable: boolean
  readonly groupable: boolean
  readonly aggregates: readonly Aggregate[]
  /** `onlyInLists`: what PostgreSQL alone can compare; rules cannot. */
  readonly operators: readonly { readonly name: string; readonly takes: string; readonly onlyInLists?: boolean }[]
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly color?: string }[]
  /** The object a reference points to. */
  readonly object?: string
  /** What its records are to the one referred to, when their own name does not say it: subsidiaries. */
  readonly inverse?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly scale?: number
  readonly default?: unknown
}
