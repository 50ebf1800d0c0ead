import type { MassEditChange, MetadataField, MetadataObject } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'
import { fieldOf, fillableFields } from '../../kernel/metadata.ts'

export const ways = ['value', 'empty', 'raise'] as const

/** What is to become of a field: it gets a value, is emptied, or its own value is raised. */
export type Way = (typeof ways)[number]

/** A change of a field as it is being written. */
export interface ChangeDraft {
  readonly field: string | null
  readonly way: Way
  readonly value: unknown
  /** The words of a chosen record. */
  readonly title?: string
  readonly percent: string | null
}

export const noChange: ChangeDraft = { field: null, way: 'value', value: null, percent: null }

/** Fields that the same can become of for several records. */
export function changeableFields(object: MetadataObject): readonly MetadataField[] {
  return fillableFields(object).filter((field) => !field.createOnly && !kindOf(field).ofOne)
}

/** What can become of a field. */
export function waysOf({ required, raisable }: MetadataField): readonly Way[] {
  return ways.filter((way) => (way === 'empty' ? !required : way !== 'raise' || raisable))
}

/** The changes as the server takes them; undefined while one of them lacks something. */
export function changesOf(
  object: MetadataObject,
  drafts: readonly ChangeDraft[],
): readonly MassEditChange[] | undefined {
  const changes = drafts.flatMap((draft) => changeOf(object, draft) ?? [])
  return changes.length === drafts.length && changes.length > 0 ? changes : undefined
}

function changeOf(
  object: MetadataObject,
  { field: name, way, value, percent }: ChangeDraft,
): MassEditChange | undefined {
  const field = fieldOf(object, name ?? '')
  if (!field) return undefined
  switch (way) {
    case 'empty':
      return { field: field.name, value: null }
    case 'raise':
      return percent === null ? undefined : { field: field.name, raiseBy: percent }
    case 'value':
      return kindOf(field).isEmpty(value) ? undefined : { field: field.name, value }
  }
}
