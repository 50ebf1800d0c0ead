import type { Field, FieldDefinition, FieldType } from './field-type.ts'
import { dateTime } from './fields/date-time.ts'
import { integer } from './fields/integer.ts'
import { identifierType, ref } from './fields/reference.ts'
import type { Filter } from './filter.ts'
import type { Sql } from './sql.ts'
import type { LabelLine } from './translated.ts'

/** Whose records a role may touch: nobody's, one's own, those of one's teams, also of the teams below, everybody's. */
export const scopes = ['none', 'own', 'team', 'team_and_below', 'all'] as const
export type Scope = (typeof scopes)[number]

export const verbs = ['create', 'read', 'edit', 'delete'] as const
export type Verb = (typeof verbs)[number]
export type Access = Readonly<Record<Verb, Scope>>

/** One and many, and in Estonian also the form after a number (5 müügivõimalust). */
export interface ObjectLabel {
  readonly en: readonly [one: string, many: string]
  readonly es: readonly [one: string, many: string]
  readonly et: readonly [one: string, many: string, afterNumber: string]
}

export interface ObjectDeclaration<F extends Record<string, FieldDefinition>> {
  /** Singular, as in code, table and event. */
  readonly name: string
  /** Plural in kebab-case, as in addresses: /api/v1/contact-points. */
  readonly collection: string
  readonly label: ObjectLabel
  /** A Tabler icon name. */
  readonly icon: string
  readonly fields: F
  /** The field that names a record to people. */
  readonly title: keyof F & string
  /** Columns of the list before anybody chooses. */
  readonly list: readonly string[]
  /** Fields of the short form for a new record; without it all that can be filled. */
  readonly form?: readonly string[]
  /** Fields that tell records of the same title apart, where one is chosen by it. */
  readonly identifying?: readonly string[]
  /** A choice or reference field that boards use first. */
  readonly board?: string
  /** The dates on which a record begins and ends, by which timelines are drawn first. */
  readonly span?: readonly [start: string, end: string]
  /** Has it an owner and a team? Otherwise it is a catalogue, and scopes are only none and all. */
  readonly owned: boolean
  /** Owner and team say whom it is for: where neither is named it is for everybody, and not for who writes it. */
  readonly assigned?: boolean
  /** A part of another record: the fields that may point to it. Rights follow from the parents'. */
  readonly parent?: readonly string[]
  /**
   * Hangs on a record of any object: its fields `object` and `record` say on which, and `field`, when it is not empty, in
   * which of that record's fields. Rights follow from that record's and that field's.
   */
  readonly attached?: boolean
  /** Of what is attached: whoever may read that record may add one, and only who wrote it changes or deletes it. */
  readonly authored?: boolean
  /** Kinds of activity share one table; rights come from the records they are linked to. */
  readonly activity?: string
  /** What objects made at run time are made of; their records share its table. */
  readonly template?: boolean
  /** Rights of the role representative. */
  readonly access: Access
  /** What the role manager may do beyond a representative, where it is not the same on the records of the teams below. */
  readonly managed?: Partial<Access>
  /** Fields by which an import finds existing records and references, besides the id. */
  readonly keys?: readonly string[]
  readonly unique?: readonly (readonly string[])[]
  /** Further indexes, each a list of fields; a leading '-' sorts downwards. */
  readonly indexes?: readonly (readonly string[])[]
  /** Has its page a timeline of activities, notes and changes? */
  readonly timeline?: boolean
  /** Appears in the global search. */
  readonly searchable?: boolean
  /** The values of a field that say that a record is over: the search puts it after others of the same name. */
  readonly over?: { readonly field: string; readonly values: readonly string[] }
  /** Administered in the settings rather than worked on. */
  readonly settings?: boolean
  /** Every process keeps all of it in memory, by the workspace's metadata version: stages, teams, roles. */
  readonly metadata?: boolean
  readonly filters?: readonly NamedFilter[]
}

export interface NamedFilter {
  readonly name: string
  readonly label: LabelLine
  readonly filter: Filter
}

/** An object as every part of the program uses it: declared, or extended at run time with custom fields. */
export interface ObjectType {
  readonly name: string
  readonly collection: string
  readonly table: string
  /** Where its records are read as they were on a day: rows with the columns of the table, of those that the reader may see. */
  readonly rows?: () => Sql
  /** As history, search and links call its records: the table, or the object's own name where users' objects share one. */
  readonly recordedAs: string
  /** Where objects share a table, the values of its column `kind` that are this one's. */
  readonly kinds?: readonly string[]
  /** The template of all objects made at run time: any of their records, to be read only. */
  readonly template: boolean
  readonly label: ObjectLabel
  readonly icon: string
  readonly fields: ReadonlyMap<string, Field>
  readonly title: string
  readonly list: readonly string[]
  readonly form?: readonly string[]
  readonly identifying: readonly string[]
  readonly board?: string
  readonly span?: readonly [start: string, end: string]
  readonly owned: boolean
  readonly assigned: boolean
  readonly parent?: readonly string[]
  readonly attached: boolean
  readonly authored: boolean
  readonly activity?: string
  readonly access: Access
  readonly managed?: Partial<Access>
  readonly keys: readonly string[]
  readonly unique: readonly (readonly string[])[]
  readonly indexes: readonly (readonly string[])[]
  readonly timeline: boolean
  readonly searchable: boolean
  readonly over?: { readonly field: string; readonly values: readonly string[] }
  readonly settings: boolean
  readonly metadata: boolean
  readonly filters: readonly NamedFilter[]
}

/** A declared object; `F` carries the types of its rows. */
export interface DeclaredObject<N extends string, F extends Record<string, FieldDefinition>> extends ObjectType {
  readonly name: N
  readonly shape?: F
}

type ValueOf<D> = D extends FieldDefinition<infer V, infer R> ? (R extends true ? V : V | null) : never

/** Fields of every record. */
export interface RecordCore {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly createdBy: string | null
  readonly updatedAt: string
  readonly updatedBy: string | null
  /** Titles of the referenced records that the reader may see, by field name. */
  readonly titles?: Readonly<Record<string, string>>
}

/** A record of an object as the API gives it. */
export type Row<O> =
  O extends DeclaredObject<string, infer F>
    ? RecordCore & { readonly [K in keyof F]: ValueOf<F[K]> } & {
        readonly owner?: string | null
        readonly team?: string | null
      }
    : never

const systemFields = {
  createdAt: dateTime({ label: ['Created', 'Creado', 'Loodud'], computed: true, required: true }),
  createdBy: ref('user', { label: ['Created by', 'Creado por', 'Looja'], computed: true }),
  updatedAt: dateTime({
    label: ['Last changed', 'Última modificación', 'Viimati muudetud'],
    computed: true,
    required: true,
  }),
  updatedBy: ref('user', { label: ['Last changed by', 'Modificado por', 'Viimati muutis'], computed: true }),
  version: integer({ label: ['Version', 'Versión', 'Versioon'], computed: true, hidden: true, required: true }),
}

const ownership = {
  owner: ref('user', { label: ['Owner', 'Responsable', 'Vastutaja'] }),
  team: ref('team', { label: ['Team', 'Equipo', 'Meeskond'] }),
}

/** Declares an object: one call, and storage, API, screens, search, import, reports and rights follow from it. */
export function defineObject<const N extends string, const F extends Record<string, FieldDefinition>>(
  declaration: ObjectDeclaration<F> & { readonly name: N },
): DeclaredObject<N, F> {
  const { fields, ...rest } = declaration
  const all = new Map<string, Field>()
  all.set('id', {
    name: 'id',
    type: asField(identifierType),
    label: { en: 'Id', es: 'Id', et: 'Id' },
    options: { createOnly: true, hidden: true, required: true },
    custom: false,
    system: true,
  })
  const { version, ...times } = systemFields
  const add = (named: Record<string, FieldDefinition>, system: boolean): void => {
    for (const [name, { type, label, options }] of Object.entries(named))
      if (!all.has(name)) all.set(name, { name, type: asField(type), label, options, custom: false, system })
  }
  add({ version }, true)
  add(fields, false)
  if (declaration.owned) add(ownership, false)
  add(times, true)
  const { activity } = declaration
  const table = activity ? 'activity' : declaration.name
  return {
    identifying: [],
    assigned: false,
    attached: false,
    authored: false,
    keys: [],
    unique: [],
    indexes: [],
    timeline: false,
    searchable: false,
    settings: false,
    metadata: false,
    filters: [],
    template: false,
    ...(activity && activity !== '*' ? { kinds: [activity] } : {}),
    ...rest,
    table,
    recordedAs: table,
    fields: all,
  }
}

/** Field types are used through their common face; the record store gives each only what its own `parse` made. */
function asField<V>(type: FieldType<V>): FieldType {
  return type as unknown as FieldType
}

const knownColumnNames = new WeakMap<object, readonly string[]>()

/** Column names of a field, in the order of its type's columns: closeOn → close_on; account → account_id. */
export function columnNames(field: Pick<Field, 'name' | 'type'>): readonly string[] {
  const known = knownColumnNames.get(field)
  if (known) return known
  const base = snakeCase(field.name)
  const made = field.type.columns.map(({ key }) => (key ? `${base}_${key}` : base))
  knownColumnNames.set(field, made)
  return made
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
