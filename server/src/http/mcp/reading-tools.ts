import { fiscalPeriodKinds } from '@tendero/model'
import { type Metadata, timelineKinds } from '@tendero/model/api'
import { z } from 'zod'
import { day, recordId } from '../../kernel/accept-body.ts'
import { notFound } from '../../kernel/failure.ts'
import { type Assistant, collectionOf } from './assistant.ts'
import { type Tool, tool } from './tool.ts'

export const objectName = z.string().max(60).describe('Name of an object, as list_objects gives it: account, lead …')
const fieldNames = z.array(z.string().max(200)).max(50)
const filter = z
  .record(z.string(), z.unknown())
  .describe(
    'A condition {"field": "status", "op": "is", "value": "open"}, or {"and": […]}, {"or": […]}, {"not": …}. A field may be a path through references: account.sector. describe_object lists the operators of each field; "me" stands for the owner of the key, days may be relative ("today-30"), periods have names ("this_month").',
  )
const cursor = z.string().max(2_000).describe('The `next` of the page before.')
const limit = z.number().int().min(1).max(100)

const text = (value: number | boolean | undefined): string | undefined => value?.toString()
const list = (names: readonly string[] | undefined): string | undefined => names?.join(',')
const json = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value))

/** What an assistant reads with: each tool is a GET of the API. */
export const readingTools: readonly Tool[] = [
  tool({
    name: 'list_objects',
    title: 'List the objects',
    description: 'The kinds of records of this CRM that you may read, and how far you may change them. Begin here.',
    writes: false,
    input: z.strictObject({}),
    async run(assistant) {
      const { objects } = await metadataOf(assistant)
      return {
        objects: objects.map(({ name, label, title, timeline, can }) => ({ name, label, title, timeline, can })),
      }
    },
  }),
  tool({
    name: 'describe_object',
    title: 'Describe an object',
    description:
      'The fields of an object: names, kinds, choices, what they refer to, which operators filter them, what must be filled in and what may be changed.',
    writes: false,
    input: z.strictObject({ object: objectName }),
    async run(assistant, { object }) {
      const found = (await metadataOf(assistant)).objects.find(({ name }) => name === object)
      if (!found) throw notFound()
      return found
    },
  }),
  tool({
    name: 'search_records',
    title: 'Search',
    description: 'Finds records of all objects by the beginnings of words: names, e-mail addresses, phone numbers.',
    writes: false,
    input: z.strictObject({
      query: z.string().min(1).max(200),
      objects: z.array(objectName).max(40).optional(),
      limit: limit.max(50).optional(),
    }),
    run: ({ ask }, given) =>
      ask({
        method: 'GET',
        path: '/search',
        query: { q: given.query, objects: list(given.objects), limit: text(given.limit) },
      }),
  }),
  tool({
    name: 'list_records',
    title: 'List records',
    description:
      'A page of the records that a filter finds. Ask for few fields: they are all you get. `sort` names fields, "-" before one turns it round; `count` asks how many there are in all.',
    writes: false,
    input: z.strictObject({
      object: objectName,
      filter: filter.optional(),
      search: z.string().max(200).optional(),
      sort: fieldNames.optional(),
      fields: fieldNames.optional(),
      limit: limit.optional(),
      cursor: cursor.optional(),
      count: z.boolean().optional(),
    }),
    run: (assistant, given) =>
      assistant.ask({
        method: 'GET',
        path: `/${collectionOf(assistant, given.object)}`,
        query: {
          filter: json(given.filter),
          search: given.search,
          sort: list(given.sort),
          fields: list(given.fields),
          limit: text(given.limit ?? 25),
          cursor: given.cursor,
          count: text(given.count),
        },
      }),
  }),
  tool({
    name: 'read_record',
    title: 'Read a record',
    description: 'One record with all its fields; `titles` has the words for what its references point to.',
    writes: false,
    input: z.strictObject({ object: objectName, id: recordId }),
    run: (assistant, { object, id }) =>
      assistant.ask({ method: 'GET', path: `/${collectionOf(assistant, object)}/${id}` }),
  }),
  tool({
    name: 'aggregate_records',
    title: 'Count and sum records',
    description:
      'Sums over what a filter finds. `group`: up to two fields, dates as "closedOn:month" (day, week, month, quarter, year). `measures`: "count", or "sum:", "average:", "min:", "max:" and a field. Money is in minor units of `currency`.',
    writes: false,
    input: z.strictObject({
      object: objectName,
      group: fieldNames.max(2).optional(),
      measures: fieldNames.optional(),
      filter: filter.optional(),
      limit: limit.optional().describe('Groups of a page; without it all of them, at most 5,000.'),
      cursor: cursor.optional(),
    }),
    run: (assistant, given) =>
      assistant.ask({
        method: 'GET',
        path: `/${collectionOf(assistant, given.object)}/aggregate`,
        query: {
          group: list(given.group),
          measures: list(given.measures),
          filter: json(given.filter),
          limit: text(given.limit),
          cursor: given.cursor,
        },
      }),
  }),
  tool({
    name: 'read_timeline',
    title: 'Read a timeline',
    description: 'What happened to a record, newest first: activities, notes, files and changes.',
    writes: false,
    input: z.strictObject({
      object: objectName,
      id: recordId,
      kinds: z.array(z.enum(timelineKinds)).optional(),
      limit: limit.optional(),
      cursor: cursor.optional(),
    }),
    run: (assistant, { object, id, kinds, ...page }) =>
      assistant.ask({
        method: 'GET',
        path: `/${collectionOf(assistant, object)}/${id}/timeline`,
        query: { kinds: list(kinds), limit: text(page.limit), cursor: page.cursor },
      }),
  }),
  tool({
    name: 'read_forecast',
    title: 'Read the forecast',
    description:
      'What the coming months are expected to bring, learned from how deals went: in all, by team, person and product, with the bounds p10 to p90 within which it comes eight times in ten, and how far off such forecasts were. Minor units of the currency.',
    writes: false,
    input: z.strictObject({
      asOf: day.optional().describe('With what was known at the end of this day; today unless given.'),
      months: z.number().int().min(1).max(12).optional(),
    }),
    run: ({ ask }, { asOf, months }) =>
      ask({ method: 'GET', path: '/forecast', query: { asOf, months: text(months) } }),
  }),
  tool({
    name: 'read_commitments',
    title: 'Read what people commit to',
    description:
      'What a fiscal period comes to by forecast category along the tree of teams, with adjustments and their reasons, beside quotas. Minor units of the currency.',
    writes: false,
    input: z.strictObject({
      period: z.enum(fiscalPeriodKinds).optional(),
      startsOn: day.optional().describe('The first day of the period; this one unless given.'),
    }),
    run: ({ ask }, { period, startsOn }) =>
      ask({ method: 'GET', path: '/forecast/roll-up', query: { period, startsOn } }),
  }),
  tool({
    name: 'suggest_conversion',
    title: 'Suggest what a lead is about',
    description:
      'The accounts, contacts and open opportunities that a lead may belong to, ranked, before convert_lead.',
    writes: false,
    input: z.strictObject({ id: recordId.describe('The lead.') }),
    run: ({ ask }, { id }) => ask({ method: 'GET', path: `/leads/${id}/conversion` }),
  }),
]

async function metadataOf({ ask }: Assistant): Promise<Metadata> {
  return (await ask({ method: 'GET', path: '/metadata' })) as Metadata
}
