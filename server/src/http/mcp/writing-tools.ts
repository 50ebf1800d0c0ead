import { stepKinds } from '@tendero/model'
import { z } from 'zod'
import { recordId } from '../../kernel/accept-body.ts'
import { collectionOf } from './assistant.ts'
import { confirmPlan, makePlan } from './plans.ts'
import { objectName } from './reading-tools.ts'
import { type Tool, tool } from './tool.ts'

const values = z
  .record(z.string().max(60), z.unknown())
  .describe('Values by field, as describe_object names them; null empties a field.')

const insists = z
  .boolean()
  .optional()
  .describe(
    'Say true only after a refusal `possible_duplicate`, when the person has seen its candidates and wants another record all the same.',
  )

const onlyPlans =
  'Writes nothing: answers with a plan of every change. Show it to the person, and confirm_plan does it.'

/** What an assistant writes with: each tool plans one request of the API, and one tool confirms. */
export const writingTools: readonly Tool[] = [
  tool({
    name: 'create_record',
    title: 'Plan a new record',
    description: `Plans a new record. ${onlyPlans}`,
    writes: true,
    input: z.strictObject({ object: objectName, values, allowDuplicates: insists }),
    run: (assistant, { object, values: body, allowDuplicates }) =>
      makePlan(assistant, {
        method: 'POST',
        path: `/${collectionOf(assistant, object)}`,
        body,
        insists: allowDuplicates,
      }),
  }),
  tool({
    name: 'update_record',
    title: 'Plan changes of a record',
    description: `Plans new values of some fields of a record. ${onlyPlans}`,
    writes: true,
    input: z.strictObject({ object: objectName, id: recordId, values, allowDuplicates: insists }),
    run: (assistant, { object, id, values: body, allowDuplicates }) =>
      makePlan(assistant, {
        method: 'PATCH',
        path: `/${collectionOf(assistant, object)}/${id}`,
        body,
        record: id,
        insists: allowDuplicates,
      }),
  }),
  tool({
    name: 'delete_record',
    title: 'Plan to delete a record',
    description: `Plans to put a record into the trash, with its parts. ${onlyPlans}`,
    writes: true,
    input: z.strictObject({ object: objectName, id: recordId }),
    run: (assistant, { object, id }) =>
      makePlan(assistant, { method: 'DELETE', path: `/${collectionOf(assistant, object)}/${id}`, record: id }),
  }),
  tool({
    name: 'restore_record',
    title: 'Plan to bring a record back',
    description: `Plans to take a record out of the trash, with the parts that went with it. ${onlyPlans}`,
    writes: true,
    input: z.strictObject({ object: objectName, id: recordId }),
    run: (assistant, { object, id }) =>
      makePlan(assistant, {
        method: 'POST',
        path: `/${collectionOf(assistant, object)}/${id}/restoration`,
        record: id,
      }),
  }),
  tool({
    name: 'convert_lead',
    title: 'Plan to convert a lead',
    description: `Plans to make a customer of a lead: account, contact and opportunity are each "new" or the id of an existing one, the opportunity may be null for none. Ask suggest_conversion first. ${onlyPlans}`,
    writes: true,
    input: z.strictObject({
      id: recordId.describe('The lead.'),
      account: z.string(),
      contact: z.string(),
      opportunity: z.string().nullable(),
      details: z
        .strictObject({ name: z.string(), pipeline: z.string(), closeOn: z.string() })
        .partial()
        .optional()
        .describe('Of a new opportunity: its name, the id of its pipeline, the day on which it is expected to close.'),
    }),
    run: (assistant, { id, ...body }) =>
      makePlan(assistant, { method: 'POST', path: `/leads/${id}/conversion`, body, record: id }),
  }),
  tool({
    name: 'complete_activity',
    title: 'Plan to complete an activity',
    description: `Plans to say how a call, visit, meeting or task went, and what comes next. ${onlyPlans}`,
    writes: true,
    input: z.strictObject({
      id: recordId.describe('The activity.'),
      outcome: z.string().describe('One of the choices of its field outcome.'),
      mood: z.number().int().min(-2).max(2).optional(),
      note: z.string().optional(),
      next: z
        .strictObject({ kind: z.enum(stepKinds), subject: z.string(), dueAt: z.string() })
        .optional()
        .describe('The next step; dueAt with an offset.'),
    }),
    run: (assistant, { id, ...body }) =>
      makePlan(assistant, { method: 'POST', path: `/activities/${id}/completion`, body, record: id }),
  }),
  tool({
    name: 'confirm_plan',
    title: 'Do what was planned',
    description:
      'Does what a plan says, once and within ten minutes, if nothing that it touches has changed since. Only after the person agreed to the plan. They find it in “Done lately” of the settings and can take it back there.',
    writes: true,
    input: z.strictObject({ plan: z.string().max(60).describe('`plan` of the answer that planned it.') }),
    run: (assistant, { plan }) => confirmPlan(assistant, plan),
  }),
]
