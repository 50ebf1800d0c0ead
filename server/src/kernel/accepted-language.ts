import { isLanguage, type Language } from '@tendero/model'
import type { Actor } from './actor.ts'
import type { WorkspaceModel } from './workspace-model.ts'

const longestHeader = 200

/**
 * The language of ours that a browser wants most, by its `Accept-Language` (RFC 9110 §12.5.4); undefined when it wants
 * none of them.
 * @example acceptedLanguage('de, et-EE;q=0.8, en;q=0.5') //=> 'et'
 */
export function acceptedLanguage(header: string | null | undefined): Language | undefined {
  const wishes = (header ?? '').slice(0, longestHeader).split(',').flatMap(wishOf)
  return wishes.sort((a, b) => b.weight - a.weight)[0]?.language
}

function wishOf(part: string): readonly { readonly language: Language; readonly weight: number }[] {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
  const language = tag.trim().split('-')[0]
  const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
  const weight = quality === undefined ? 1 : Number(quality)
  return isLanguage(language) && weight > 0 ? [{ language, weight }] : []
}

/** Who has chosen a language gets that; who has not, the one that the browser asks for; else the workspace's. */
export function inTheirLanguage(model: WorkspaceModel, actor: Actor, accept: string | null | undefined): Actor {
  const chosen = model.catalogue.get('user')?.get(actor.userId)?.language
  const language = isLanguage(chosen) ? chosen : (acceptedLanguage(accept) ?? actor.language)
  return language === actor.language ? actor : { ...actor, language }
}
