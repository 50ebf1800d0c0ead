import { type MailContents, type MailPage, sql } from '@tendero/model'
import { beforeEach, expect, test } from 'vitest'
import { eventsSettled } from '../../test/events-settled.ts'
import { openNotified } from '../../test/notified.ts'
import { mailDailyNotifications } from './mail-notifications.job.ts'

const { world, ana, bo, marta, ines, deal, comment, settled, forget } = await openNotified()

beforeEach(async () => {
  await forget()
  await world.kernel.database.direct.query('update tendero.notification_setting set digested_on = null')
})

const want = (who: typeof ana, mail: string) => who.json('PUT', '/notifications/settings', { muted: [], mail })
const mails = async () => {
  await settled()
  await eventsSettled(world, 'notifications.mail')
  const { items } = await ines.json<MailPage>('GET', '/mail/messages')
  const contents = await Promise.all(items.map(({ id }) => ines.json<MailContents>('GET', `/mail/messages/${id}`)))
  await world.kernel.database.transaction(world.workspaceId, (tx) =>
    tx.rows(sql`delete from tendero.mail m where m.workspace_id = ${tx.workspaceId}`),
  )
  return contents.map(({ to, subject, content }) => ({ to: to.address, subject, text: content?.text ?? '' }))
}

/** The kernel at an hour of a day, by UTC; the people of the world are in Madrid. */
const morning = (day: string, time = '07:30') => ({ ...world.kernel, now: () => new Date(`${day}T${time}:00Z`) })

test('nobody is written to who never asked for it', async () => {
  await comment(marta, await deal(), 'Why?')
  await settled()
  await mailDailyNotifications.run(morning('2030-03-02'))
  expect(await mails()).toEqual([])
})

test('one mail at eight tells what is unread, once', async () => {
  await want(ana, 'daily')
  const id = await deal()
  await comment(marta, id, 'Why?')
  await comment(ines, id, 'Because')
  await settled()
  await mailDailyNotifications.run(morning('2030-03-02', '06:30'))
  expect(await mails()).toEqual([])
  await mailDailyNotifications.run(morning('2030-03-02'))
  const [mail, ...more] = await mails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ to: 'ana@example.com', subject: '2 new notifications in Ferretería Sol' })
  expect(mail?.text).toContain('• Ten lamps: Marta commented – “Why?”\n• Ten lamps: Ines commented – “Because”')
  expect(mail?.text).toContain(`/w/${world.slug}/notifications`)
  await comment(marta, id, 'Really?')
  await settled()
  await mailDailyNotifications.run(morning('2030-03-02', '12:00'))
  expect(await mails(), 'one each day').toEqual([])
  await mailDailyNotifications.run(morning('2030-03-03'))
  expect((await mails()).map(({ subject }) => subject)).toEqual(['1 new notification in Ferretería Sol'])
})

test('what was read, or may not be read any more, is not told', async () => {
  await want(bo, 'daily')
  const id = await deal()
  await world.kernel.database.direct.query(
    `insert into tendero.notification (workspace_id, id, user_id, kind, cause, object, record_id, others, at)
     select workspace_id, gen_random_uuid(), $2, 'change', gen_random_uuid(), 'opportunity', id, 0, now() from tendero.opportunity where id = $1`,
    [id, world.ids.bo],
  )
  await mailDailyNotifications.run(morning('2030-03-02'))
  expect(await mails(), 'a deal of Ana’s team is not for Bo').toEqual([])
  await want(ana, 'daily')
  await comment(marta, id, 'Why?')
  await settled()
  await ana.request('PATCH', '/notifications', { until: new Date().toISOString(), read: true })
  await mailDailyNotifications.run(morning('2030-03-02'))
  expect(await mails()).toEqual([])
})

test('as it happens, in the language of who gets it', async () => {
  await want(marta, 'off')
  await want(ana, 'at_once')
  await ana.request('PATCH', '/me', { language: 'es' })
  await comment(marta, await deal(), 'Why?')
  expect((await mails()).map(({ to, subject, text }) => [to, subject, text.includes('Marta ha comentado')])).toEqual([
    ['ana@example.com', '1 aviso nuevo en Ferretería Sol', true],
  ])
})

test('a choice of kinds keeps the choice of mails', async () => {
  await want(ana, 'daily')
  expect(await ana.json('PUT', '/notifications/settings', { muted: ['change'] })).toEqual({
    muted: ['change'],
    mail: 'daily',
  })
  expect(await ana.json('GET', '/notifications/settings')).toEqual({ muted: ['change'], mail: 'daily' })
  expect((await ana.request('PUT', '/notifications/settings', { muted: [], mail: 'hourly' })).status).toBe(422)
})
