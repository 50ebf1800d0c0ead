import type { Followers } from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { openNotified } from '../../test/notified.ts'
import { mention, paragraph } from '../../test/social.ts'

const { world, ana, marta, ines, deal, comment, settled, toldTo, forget } = await openNotified()

beforeEach(forget)

describe('following', () => {
  const followers = async (who: Browser, id: string) => {
    const { items, following } = await who.json<Followers>('GET', `/opportunities/${id}/followers`)
    return [items.map(({ name }) => name).sort(), following]
  }

  test('begins by owning, commenting, being mentioned or saying so, and ends when somebody says so', async () => {
    const id = await deal()
    expect(await followers(ines, id)).toEqual([['Ana'], false])
    await comment(ana, id, paragraph(mention(world.ids.marta), mention(world.ids.bo)))
    await settled()
    // Bo may not read it.
    expect(await followers(ines, id)).toEqual([['Ana', 'Marta'], false])
    await comment(ines, id, 'Well')
    expect(await followers(ines, id)).toEqual([['Ana', 'Ines', 'Marta'], true])
    await ines.json('DELETE', `/opportunities/${id}/following`)
    await ines.json('PUT', `/opportunities/${id}/following`)
    await ana.json('DELETE', `/opportunities/${id}/following`)
    await marta.json('DELETE', `/opportunities/${id}/following`)
    await comment(marta, id, 'Once more')
    expect(await followers(marta, id)).toEqual([['Ines'], false])
    await ines.json('PATCH', `/opportunities/${id}`, { name: 'Twelve lamps' })
    expect((await toldTo(ana)).filter(({ kind }) => kind === 'change')).toEqual([])
  })

  test('by many at once is each noted', async () => {
    const id = await deal()
    await Promise.all(
      [ana, marta, ines].flatMap((who) => [
        who.json('PUT', `/opportunities/${id}/following`),
        comment(who, id, paragraph(mention(world.ids.marta), mention(world.ids.ines))),
      ]),
    )
    await settled()
    expect((await followers(ana, id))[0]).toEqual(['Ana', 'Ines', 'Marta'])
  })
})
