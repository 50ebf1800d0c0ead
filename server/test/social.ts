import type { AnyRecord, Page } from '@tendero/model'
import { type Browser, browserOf } from './http.ts'
import type { World } from './world.ts'

/** What is said with a mention in it, as an editor sends it. */
export const paragraph = (...content: readonly object[]) => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
export const words = (text: string) => ({ type: 'text', text })
export const mention = (id: string, label?: string) => ({ type: 'mention', attrs: { id, type: 'user', label } })

export interface SentComment extends AnyRecord {
  readonly body: ReturnType<typeof paragraph>
  readonly excerpt: string
  readonly object: string
}

/** The people of the world at their browsers, and what they do with Ana's opportunities. */
export async function openSocial(world: World) {
  const [ana, bo, marta, ines] = [
    await browserOf(world, 'ana'),
    await browserOf(world, 'bo'),
    await browserOf(world, 'marta'),
    await browserOf(world, 'ines'),
  ]
  const { items } = await ana.json<Page>('GET', '/stages?sort=position&limit=1')
  return {
    ana,
    bo,
    marta,
    ines,
    /** An opportunity of Ana's, which Marta and Ines may read and Bo may not. */
    deal: async (name = 'Ten lamps') =>
      (
        await ana.json<AnyRecord>('POST', '/opportunities', {
          name,
          pipeline: items[0]?.pipeline,
          stage: items[0]?.id,
          owner: world.ids.ana,
        })
      ).id,
    /** Says something about a record, an opportunity unless `more` says otherwise. */
    comment: (who: Browser, record: string, body: unknown, more: object = {}) =>
      who.json<SentComment>('POST', '/comments', { object: 'opportunity', record, body, ...more }),
  }
}
