import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Filter } from '@tendero/model'
import { exportFormat, prepareExport } from '../exporting/index.ts'
import { Failure } from '../kernel/failure.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { callerOptions, findCaller } from './find-caller.ts'
import { withKernel } from './with-kernel.ts'

export const exportData: Command = {
  name: 'export',
  summary: 'write the records of an object as CSV, XLSX or vCard',
  usage:
    'OBJECT [--format csv|xlsx|vcard] [--vcard-version 4.0|3.0] [--filter JSON] [--fields a,b] [--out FILE] [--workspace SLUG] [--as E-MAIL]',
  options: {
    format: { type: 'string' },
    'vcard-version': { type: 'string' },
    filter: { type: 'string' },
    fields: { type: 'string' },
    out: { type: 'string' },
    ...callerOptions,
  },
  run: ({ configuration, positionals: [name], values, print }) =>
    withKernel(configuration, async (kernel) => {
      const { workspace, as, format = 'csv', filter, fields, out } = strings(values)
      const caller = await findCaller(kernel, { workspace, as }, 'system')
      const object = [...caller.model.objects.values()].find((one) => one.name === name || one.collection === name)
      if (!object) throw new OperatorError(`Say which object: ${[...caller.model.objects.keys()].join(', ')}`)
      try {
        const begin = await prepareExport(
          kernel,
          caller,
          object,
          { filter: parsedFilter(filter), fields: fields?.split(',') },
          exportFormat(format, strings(values)['vcard-version']),
        )
        await pipeline(begin(), out ? createWriteStream(out) : process.stdout, { end: out !== undefined })
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        throw new OperatorError(`The export was refused: ${error.code} ${JSON.stringify(error.details ?? {})}`)
      }
      if (out) print(`Written to ${out}.`)
      return 0
    }),
}

function strings(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )
}

function parsedFilter(text: string | undefined): Filter | undefined {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    throw new OperatorError(`The filter is no JSON: ${text}`)
  }
}
