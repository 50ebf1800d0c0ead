import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { mostReferences } from '@tendero/model/filter'
import { type Catalogue, shownFields } from '../../kernel/metadata.ts'

/** An object whose fields can be chosen, and the references that led there from where choosing began. */
export interface FieldPlace {
  readonly object: MetadataObject
  readonly way: readonly MetadataField[]
}

/** A field by its path: `account.sector`, `['Account', 'Sector']`. */
export interface FieldChoice {
  readonly path: string
  readonly labels: readonly string[]
}

export interface FieldChoosing {
  readonly catalogue: Catalogue
  /** Which fields can be chosen. */
  readonly fits: (field: MetadataField) => boolean
  /** Through which references one may go on. */
  readonly follows: (field: MetadataField) => boolean
}

export function placePath({ way }: FieldPlace): string {
  return way.map(({ name }) => name).join('.')
}

/** The fields that can be chosen at a place. What every record has, such as who made it, is of the first object alone. */
export function choicesAt({ object, way }: FieldPlace, { fits }: FieldChoosing): readonly FieldChoice[] {
  return shownFields(object)
    .filter((field) => fits(field) && (way.length === 0 || !field.system))
    .map((field) => {
      const along = [...way, field]
      return { path: along.map(({ name }) => name).join('.'), labels: along.map(({ label }) => label) }
    })
}

/** The places that one more reference leads to, and where something can be chosen or gone on from. */
export function placesFrom(place: FieldPlace, choosing: FieldChoosing): readonly FieldPlace[] {
  return nextPlaces(place, choosing).filter((next) => leadsOn(next, choosing))
}

function nextPlaces({ object, way }: FieldPlace, { catalogue, follows }: FieldChoosing): readonly FieldPlace[] {
  if (way.length >= mostReferences) return []
  return shownFields(object).flatMap((field) => {
    const target = field.system || !follows(field) ? undefined : catalogue.object(field.object)
    return target ? [{ object: target, way: [...way, field] }] : []
  })
}

function leadsOn(place: FieldPlace, choosing: FieldChoosing): boolean {
  return choicesAt(place, choosing).length > 0 || nextPlaces(place, choosing).some((next) => leadsOn(next, choosing))
}

/** Where the references before the last name of a path lead; the beginning when they lead nowhere. */
export function placeOfPath(object: MetadataObject, path: string, choosing: FieldChoosing): FieldPlace {
  const names = path.split('.').slice(0, -1)
  const begin: FieldPlace = { object, way: [] }
  let place = begin
  for (const name of names) {
    const next = nextPlaces(place, choosing).find(({ way }) => way.at(-1)?.name === name)
    if (!next) return begin
    place = next
  }
  return place
}

/** Choices that are shown of what is sought, and places that are looked at for them: there are as many paths as one likes. */
const mostFound = 60
const mostPlaces = 2_000

/** Choices from a place on whose labels have all the words that are sought: the nearest first. */
export function choicesFound(from: FieldPlace, text: string, choosing: FieldChoosing): readonly FieldChoice[] {
  const words = text.toLowerCase().split(/[\s›]+/)
  const meets = ({ labels }: FieldChoice): boolean => {
    const label = labels.join(' ').toLowerCase()
    return words.every((word) => label.includes(word))
  }
  const found: FieldChoice[] = []
  const places = [from]
  for (let index = 0; index < Math.min(places.length, mostPlaces) && found.length < mostFound; index += 1) {
    const place = places[index] ?? from
    found.push(...choicesAt(place, choosing).filter(meets))
    places.push(...nextPlaces(place, choosing))
  }
  return found.slice(0, mostFound)
}
