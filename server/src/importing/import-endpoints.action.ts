import { createReadStream, existsSync } from 'node:fs'
import { type ImportRun, type ImportSetup, isId, type ObjectType, translated, words } from '@tendero/model'
import { z } from 'zod'
import { workbookStream } from '../formats/workbook/write-workbook.ts'
import { acceptBody } from '../kernel/accept-body.ts'
import { mayAct } from '../kernel/actor.ts'
import { auditRequest } from '../kernel/audit.ts'
import { bodyStream } from '../kernel/body-stream.ts'
import type { Caller } from '../kernel/caller.ts'
import { contentDisposition } from '../kernel/content-disposition.ts'
import { Answer, type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, invalid, notFound } from '../kernel/failure.ts'
import { fileTooLarge } from '../kernel/metered-content.ts'
import { catalogueTitle, seesTitles } from '../kernel/record-select.ts'
import { undoChoices } from '../kernel/undo-choices.ts'
import { readFirstRows } from './first-rows.ts'
import { groupSheets } from './group-sheets.action.ts'
import { importFiles, largestFile } from './import-files.ts'
import { editableBy, importable } from './importable-object.ts'
import { receiveImport } from './receive-import.action.ts'
import { rejectedRows } from './rejected-rows.ts'
import { type Sampling, sampleCsv, sampleSheets } from './sample-file.ts'
import {
  cancel,
  findGroup,
  findImport,
  isStale,
  mayFollow,
  rehearse,
  revert,
  run,
  runOf,
  setUpImport,
} from './steer-import.action.ts'
import { listImports } from './stored-imports.sql.ts'

const format = z.strictObject({
  sheet: z.string().max(100).optional(),
  encoding: z.string().max(40),
  delimiter: z.string().length(1),
  quote: z.string().max(1),
  decimal: z.enum(['.', ',']),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
  header: z.boolean(),
  problemColumn: z.number().int().min(0).max(2_000).optional(),
})

const mapping = z.strictObject({
  column: z.number().int().min(0).max(2_000).nullable(),
  field: z.string().max(100),
  part: z.number().int().min(0).max(10).optional(),
  constant: z.unknown().optional(),
  key: z.string().max(100).optional(),
  create: z.boolean().optional(),
  replacements: z.record(z.string(), z.string().nullable()).optional(),
  factor: z.number().positive().optional(),
})

const correction = z.strictObject({
  row: z.number().int().min(1),
  column: z.number().int().min(0).max(2_000),
  text: z.string().max(50_000),
})

const likelyChoice = z.enum(['create', 'complete', 'skip'])

const setup: z.ZodType<ImportSetup> = z.strictObject({
  object: z.string().max(100),
  format,
  mapping: z.array(mapping).max(500),
  updateBy: z.string().max(100).optional(),
  likely: z
    .strictObject({ rest: likelyChoice, rows: z.record(z.string().regex(/^\d{1,8}$/), likelyChoice).optional() })
    .optional(),
  corrections: z.array(correction).max(10_000).optional(),
})

const sheets = z.strictObject({
  sheets: z.array(z.strictObject({ sheet: z.string().max(100), object: z.string().max(100) })).max(50),
})

const knownEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'windows-1257', 'macroman']

function setupFrom(body: unknown): ImportSetup {
  const accepted = acceptBody(setup, body)
  if (!knownEncodings.includes(accepted.format.encoding))
    throw invalid({ 'format.encoding': { code: 'unknown_encoding' } })
  return accepted
}

function idOf({ params, caller }: ApiRequest): string {
  if (!mayAct(caller.actor, 'import')) throw forbidden({ action: 'import' })
  if (!isId(params.id)) throw notFound()
  return params.id
}

async function answerWith({ kernel, caller }: ApiRequest, id: string): Promise<ImportRun> {
  return runOf(caller, await findImport(kernel, caller, id))
}

/** Does something to an import and answers with it as it then is. */
function steering(
  path: string,
  summary: string,
  steer: (...at: [ApiRequest['kernel'], Caller, string]) => Promise<void>,
): Endpoint {
  return endpoint({
    method: 'POST',
    path: `/imports/{id}/${path}`,
    summary,
    status: 202,
    async handle(request) {
      const id = idOf(request)
      await steer(request.kernel, request.caller, id)
      return answerWith(request, id)
    },
  })
}

export const importEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/imports',
    summary:
      'Takes in a file (the body: CSV, XLSX, vCard), for the object and under the name of the query; nothing is written yet.',
    status: 201,
    stream: true,
    async handle(request) {
      const { kernel, caller, query, raw } = request
      const { object = '', name = '' } = query
      importable(caller.model, caller.actor, object)
      if (Number(raw.headers.get('content-length')) > largestFile) throw fileTooLarge(largestFile)
      if (!raw.body) throw new Failure(422, 'empty_file')
      return answerWith(request, await receiveImport(kernel, caller, { object, name, content: raw.body }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/imports/sample',
    summary: 'A file (`format` csv or xlsx) with the columns of an object, custom fields included, to be filled in.',
    download: true,
    async handle({ caller, query: { object: name = '', format = 'csv' } }) {
      const object = importable(caller.model, caller.actor, name)
      if (format === 'csv') return csvAnswer(sampleCsv(samplingOf(caller, object)), `${object.collection}.csv`)
      if (format !== 'xlsx') throw new Failure(422, 'invalid_format', { details: { known: ['csv', 'xlsx'] } })
      const sheets = sampleSheets(samplingOf(caller, object))
      return fileAnswer(() => bodyStream(workbookStream(sheets)), `${object.collection}.xlsx`, xlsxType)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/imports',
    summary: "The latest imports: one's own, for administrators everybody's.",
    async handle({ kernel, caller }) {
      if (!mayAct(caller.actor, 'import')) throw forbidden({ action: 'import' })
      const { workspaceId, userId, administrator } = caller.actor
      const stored = await kernel.database.read(workspaceId, (tx) => listImports(tx, administrator ? null : userId))
      return {
        items: stored
          .filter((one) => mayFollow(caller.actor, one))
          .map((one) => runOf(caller, isStale(kernel, one) ? { ...one, state: 'failed', error: 'interrupted' } : one)),
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/imports/{id}',
    summary: 'An import: how the file is read, how far the work is, what is wrong.',
    handle: (request) => answerWith(request, idOf(request)),
  }),
  endpoint({
    method: 'PATCH',
    path: '/imports/{id}',
    summary: 'Corrects how the file is read and what its columns mean; columns are read again.',
    input: setup,
    async handle(request) {
      const id = idOf(request)
      await setUpImport(request.kernel, request.caller, id, setupFrom(request.body))
      return answerWith(request, id)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/imports/{id}/preview',
    heavy: true,
    summary: 'The first rows of the file as its format reads them, the header among them.',
    async handle(request) {
      const { kernel, caller } = request
      const { id, setup: chosen } = await findImport(kernel, caller, idOf(request))
      return { rows: await readFirstRows(kernel, caller.actor.workspaceId, id, chosen.format) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/imports/{id}/sheets',
    summary:
      'Lets several sheets of a workbook be imported in one go, each as an object, in the order of their references; gives the imports.',
    input: sheets,
    async handle(request) {
      const id = idOf(request)
      const chosen = acceptBody(sheets, request.body)
      await groupSheets(request.kernel, request.caller, id, chosen.sheets)
      const group = await findGroup(request.kernel, request.caller, id)
      return { items: group.map((one) => runOf(request.caller, one)) }
    },
  }),
  steering('rehearsal', 'Begins a dry run: reads all rows and says what is wrong, writes nothing.', rehearse),
  steering('run', 'Begins the import; one that was interrupted goes on.', run),
  steering('cancellation', 'Stops a dry run or an import; what was written stays and can be taken back.', cancel),
  endpoint({
    method: 'POST',
    path: '/imports/{id}/reversal',
    summary:
      'Takes back everything that the import wrote. What others changed since stays or goes as `answers` and `rest` say, as for the reversal of its operation, whose preview lists it; without a word about it, it is refused with the list.',
    status: 202,
    input: undoChoices,
    async handle(request) {
      const id = idOf(request)
      const choices = acceptBody(undoChoices, request.body ?? {})
      await revert(request.kernel, request.caller, id, { choices })
      return answerWith(request, id)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/imports/{id}/rejected-rows',
    summary: 'The first of the rows that were refused, as they are read, each with what is wrong: to be corrected.',
    async handle(request) {
      const stored = await findImport(request.kernel, request.caller, idOf(request))
      return { items: await rejectedRows(request.kernel, request.caller.actor.workspaceId, stored) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/imports/{id}/rejects',
    summary: 'The rows that were refused, as they stood in the file, with their reasons.',
    download: true,
    async handle(request) {
      const id = idOf(request)
      const stored = await findImport(request.kernel, request.caller, id)
      const { rejects } = importFiles(request.kernel.dataDir, request.caller.actor.workspaceId, id)
      const name = `${stored.name.replace(/\.(csv|tsv|txt|xlsx|vcf)$/i, '')} - ${words(leftOut, request.caller.actor.language)}.csv`
      if (!existsSync(rejects) || stored.rejectBytes === 0) return csvAnswer('', name)
      const detail = { format: 'csv', bytes: stored.rejectBytes }
      await auditRequest(request.kernel, request.caller, {
        action: 'export.made',
        object: 'import',
        recordId: id,
        detail,
      })
      return csvAnswer(() => bodyStream(createReadStream(rejects, { end: stored.rejectBytes - 1 })), name)
    },
  }),
]

/** What the file of the refused rows is called after the file that they are of. */
const leftOut = translated(['left out', 'descartadas', 'välja jäetud'])

/** The records of catalogues that a field may refer to, as the caller sees them. */
function samplingOf({ actor, model }: Caller, object: ObjectType): Sampling {
  return {
    object,
    editable: editableBy(actor, object),
    titles: ({ options }) => {
      const target = model.objects.get(options.object ?? '')
      if (!target?.metadata || !seesTitles(actor, target)) return []
      const rows = [...(model.catalogue.get(target.name)?.values() ?? [])]
      return rows.filter((row) => row.deleted_at === null).map((row) => catalogueTitle(actor, target, row))
    },
    language: actor.language,
    timeZone: model.settings.timeZone,
  }
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function csvAnswer(content: Answer['body'], name: string): Answer {
  return fileAnswer(content, name, 'text/csv; charset=utf-8')
}

function fileAnswer(content: Answer['body'], name: string, type: string): Answer {
  return new Answer(content, {
    'content-type': type,
    'content-disposition': contentDisposition('attachment', name),
    'cache-control': 'no-store',
  })
}
