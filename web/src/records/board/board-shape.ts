import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { fieldOf, shownFields } from '../../kernel/metadata.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { closeDay } from '../../sales/close-day.ts'
import { needsStep } from '../../sales/needs-step.ts'

/** Kinds whose values can be the columns of a board. */
const columnKinds = ['choice', 'reference', 'boolean']

/** Fields that a board can be made by, the one the object is declared with first. */
export function boardFields(object: MetadataObject): readonly MetadataField[] {
  const fields = shownFields(object).filter(
    ({ kind, groupable, name }) =>
      columnKinds.includes(kind) && groupable && name !== 'createdBy' && name !== 'updatedBy',
  )
  return fields.toSorted((a, b) => Number(b.name === object.board) - Number(a.name === object.board))
}

/** The field of the address, else the declared one. */
export function boardField(object: MetadataObject, search: ViewSearch): MetadataField | undefined {
  const fields = boardFields(object)
  return fields.find(({ name }) => name === search.by) ?? fields[0]
}

/** Fields that the lanes of a board can be made by: what a card gets by being put into another lane. */
export function laneFields(object: MetadataObject, by: MetadataField): readonly MetadataField[] {
  return boardFields(object).filter(
    (field) => field.name !== by.name && !isStage(field) && !field.readOnly && !field.createOnly,
  )
}

/** The field of the address; undefined for a board without lanes. */
export function laneField(object: MetadataObject, by: MetadataField, search: ViewSearch): MetadataField | undefined {
  return laneFields(object, by).find(({ name }) => name === search.lanes)
}

/** Steps of a pipeline: columns in their own order, with ages and requirements. */
export function isStage(field: MetadataField): boolean {
  return field.object === 'stage'
}

/** The money that is summed over a column: the first of the object that can be. */
export function sumField(object: MetadataObject): MetadataField | undefined {
  return shownFields(object).find(({ kind, aggregates }) => kind === 'money' && aggregates.includes('sum'))
}

/** Fields that a card shows in ways of its own. */
const apart = ['owner', 'nextStep', 'nextStepAt', 'stageEnteredAt', 'updatedAt', 'createdAt']

/** Fields that can be chosen for cards. */
export function cardChoices(object: MetadataObject, by: MetadataField): readonly MetadataField[] {
  return shownFields(object).filter(
    ({ name, kind }) => name !== object.title && name !== by.name && !apart.includes(name) && kind !== 'identifier',
  )
}

/** The fields on a card: those of the address, else the first few of the list. */
export function cardFields(object: MetadataObject, by: MetadataField, search: ViewSearch): readonly MetadataField[] {
  const choices = cardChoices(object, by)
  if (search.card !== undefined) {
    const wanted = search.card.split(',')
    return wanted.flatMap((name) => choices.find((field) => field.name === name) ?? [])
  }
  return object.list.flatMap((name) => choices.find((field) => field.name === name) ?? []).slice(0, 3)
}

/** What is asked of the server for the cards of a board. */
export function fieldsAsked(
  object: MetadataObject,
  by: readonly MetadataField[],
  card: readonly MetadataField[],
  required: readonly string[],
): readonly string[] {
  const wanted = [
    object.title,
    ...by.map(({ name }) => name),
    ...card.map(({ name }) => name),
    ...apart.slice(0, 4),
    'status',
    ...(card.some(({ name }) => name === closeDay.planned) ? [closeDay.actual] : []),
    ...(sumField(object) ? [sumField(object)?.name ?? ''] : []),
    ...required,
  ]
  return [...new Set(wanted)].filter((name) => fieldOf(object, name) !== undefined)
}

/** Is it a deal or lead that is still going on? Only of such a next step is expected. */
export function isGoingOn(object: MetadataObject, record: AnyRecord): boolean {
  return fieldOf(object, 'nextStepAt') !== undefined && needsStep(record)
}
