import type { MetadataField } from '@tendero/model/api'
import { type RuleName, ruleNames } from '@tendero/model/field-rules'
import type { RollUp } from '@tendero/model/field-type'
import type { Filter } from '@tendero/model/filter'
import { folded } from '@tendero/model/folded'
import { readPattern, usualPattern } from '@tendero/model/number-pattern'
import type { Kept, Values } from '../data.ts'
import { type FieldKindName, isFilledIn, isReferring } from './field-kinds.ts'

export interface ChoiceDraft {
  /** What is stored; kept when the label changes. Empty until the field is saved. */
  readonly value: string
  readonly label: string
  readonly color: string
  /** Only for the screen. */
  readonly key: string
}

/** A custom field as it is being described. Numbers are plain decimals as typed. */
export interface FieldDraft {
  readonly kind: FieldKindName | null
  readonly label: string
  readonly help: string
  readonly required: boolean
  readonly indexed: boolean
  /** Who reads it is noted in the audit log. */
  readonly sensitive: boolean
  readonly choices: readonly ChoiceDraft[]
  readonly object: string | null
  readonly minimum: string | null
  readonly maximum: string | null
  readonly scale: string | null
  readonly maxLength: string | null
  /** Of an automatic number. */
  readonly pattern: string
  readonly startAt: string | null
  readonly numberExisting: boolean
  readonly formula: string
  readonly rollUp: RollUpDraft
  readonly rules: Readonly<Partial<Record<RuleName, Filter>>>
}

/** A roll-up while somebody describes it; empty texts are not chosen yet. */
export interface RollUpDraft {
  readonly of: string
  readonly measure: RollUp['measure']
  readonly field: string
  readonly filter?: Filter
  readonly kept: boolean
}

const noRollUp: RollUpDraft = { of: '', measure: 'count', field: '', kept: false }

const numbers: ReadonlySet<string> = new Set(['integer', 'decimal', 'percent'])
const texts: ReadonlySet<string> = new Set(['text', 'longText', 'richText'])

/** Which rules a kind knows: what nobody fills in is only shown or not. */
export function rulesOfKind(kind: string | null): readonly RuleName[] {
  return isFilledIn(kind) ? ruleNames : ['shownWhen']
}

/** Which limits a kind knows. */
export function limitsOf(kind: string | null): readonly ('minimum' | 'maximum' | 'scale' | 'maxLength')[] {
  if (kind === null) return []
  if (texts.has(kind)) return ['maxLength']
  if (!numbers.has(kind)) return []
  return kind === 'decimal' ? ['minimum', 'maximum', 'scale'] : ['minimum', 'maximum']
}

export function hasChoices(kind: string | null): boolean {
  return kind === 'choice' || kind === 'choices'
}

function textOf(raw: unknown): string | null {
  return typeof raw === 'number' || typeof raw === 'string' ? String(raw) : null
}

function readChoice(raw: unknown): ChoiceDraft | undefined {
  if (typeof raw !== 'object' || raw === null || !('value' in raw) || !('label' in raw)) return undefined
  const value = String(raw.value)
  return { value, key: value, label: String(raw.label), color: 'color' in raw ? String(raw.color) : 'gray' }
}

export function draftOf(field: Kept<'custom_field'> | undefined, kind: FieldKindName | null): FieldDraft {
  const options: Values = field?.options ?? {}
  const help = Array.isArray(options.help) ? options.help[0] : ''
  return {
    kind,
    label: field?.label ?? '',
    help: typeof help === 'string' ? help : '',
    required: field?.required ?? false,
    indexed: field?.indexed ?? false,
    sensitive: options.sensitive === true,
    choices: Array.isArray(options.choices) ? options.choices.flatMap((one) => readChoice(one) ?? []) : [],
    object: textOf(options.object),
    minimum: textOf(options.minimum),
    maximum: textOf(options.maximum),
    scale: textOf(options.scale),
    maxLength: textOf(options.maxLength),
    pattern: textOf(options.pattern) ?? usualPattern,
    startAt: textOf(options.startAt),
    numberExisting: field === undefined || options.numberExisting === true,
    formula: textOf(options.formula) ?? '',
    // The server keeps none that is not whole.
    rules: Object.fromEntries(ruleNames.flatMap((rule) => (options[rule] ? [[rule, options[rule] as Filter]] : []))),
    rollUp: { ...noRollUp, ...(options.rollUp as Partial<RollUpDraft> | undefined) },
  }
}

/** Whether all is said that the kind of field needs. */
export function isComplete({ kind, label, object, pattern, formula, rollUp }: FieldDraft): boolean {
  if (kind === null || label.trim() === '') return false
  if (isReferring(kind)) return object !== null
  if (kind === 'autoNumber') return readPattern(pattern).ok
  if (kind === 'formula') return formula.trim() !== ''
  return kind !== 'rollUp' || (rollUp.of !== '' && (rollUp.measure === 'count' || rollUp.field !== ''))
}

function storedRollUp({ of, measure, field, filter, kept }: RollUpDraft): RollUp {
  return {
    of,
    measure,
    ...(measure === 'count' ? {} : { field }),
    ...(filter ? { filter } : {}),
    ...(kept ? { kept } : {}),
  }
}

function storedNumbering({ pattern, startAt, numberExisting }: FieldDraft): Values {
  return {
    pattern,
    ...(startAt === null ? {} : { startAt: Number.isFinite(Number(startAt)) ? Number(startAt) : startAt }),
    ...(numberExisting ? { numberExisting } : {}),
  }
}

/** A stable value for a new choice: 'Café con leche' → 'cafe_con_leche'; numbered when it is taken. */
function valueFor(label: string, taken: ReadonlySet<string>): string {
  const base =
    folded(label)
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 60) || 'choice'
  if (!taken.has(base)) return base
  for (let n = 2; ; n += 1) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`
}

/** The choices as they are stored: those without a name are left out, new ones get their value. */
export function storedChoices(choices: readonly ChoiceDraft[]) {
  const taken = new Set(choices.map(({ value }) => value).filter(Boolean))
  return choices
    .filter(({ label }) => label.trim() !== '')
    .map(({ value, label, color }) => {
      const stored = value || valueFor(label, taken)
      taken.add(stored)
      return { value: stored, label: label.trim(), color }
    })
}

/** The options document of a custom field; what its kind does not know is left out. */
export function optionsOf(draft: FieldDraft): Values {
  const limits = limitsOf(draft.kind).flatMap((name) => {
    const typed = draft[name]
    return typed === null || !Number.isFinite(Number(typed)) ? [] : [[name, Number(typed)]]
  })
  const help = draft.help.trim()
  return {
    ...Object.fromEntries(limits),
    ...Object.fromEntries(
      rulesOfKind(draft.kind).flatMap((rule) => (draft.rules[rule] ? [[rule, draft.rules[rule]]] : [])),
    ),
    ...(help ? { help: [help, help, help] } : {}),
    ...(draft.sensitive ? { sensitive: true } : {}),
    ...(hasChoices(draft.kind) ? { choices: storedChoices(draft.choices) } : {}),
    ...(isReferring(draft.kind) && draft.object ? { object: draft.object } : {}),
    ...(draft.kind === 'autoNumber' ? storedNumbering(draft) : {}),
    ...(draft.kind === 'formula' ? { formula: draft.formula.trim() } : {}),
    ...(draft.kind === 'rollUp' ? { rollUp: storedRollUp(draft.rollUp) } : {}),
  }
}

/** The field as forms will show it. */
export function previewOf(draft: FieldDraft, kind: FieldKindName): MetadataField {
  const { choices: _choices, help: _help, ...limits } = optionsOf({ ...draft, rules: {}, sensitive: false })
  return {
    name: 'preview',
    kind,
    label: draft.label,
    help: draft.help || null,
    required: draft.required,
    readOnly: false,
    createOnly: false,
    hidden: false,
    custom: true,
    system: false,
    imported: true,
    raisable: false,
    sortable: false,
    groupable: false,
    aggregates: [],
    operators: [],
    choices: storedChoices(draft.choices),
    ...limits,
  }
}
