import { isDay } from '@tendero/model'
import { forecastFor, forecastLines } from '../forecast/index.ts'
import { Failure } from '../kernel/failure.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { callerOptions, findCaller } from './find-caller.ts'
import { withKernel } from './with-kernel.ts'

export const forecastCommand: Command = {
  name: 'forecast',
  summary: 'say what the coming months are expected to bring, as of a day, and how well such forecasts did',
  usage: '[--as-of YYYY-MM-DD] [--months 3] [--json] [--workspace SLUG] [--as E-MAIL]',
  options: {
    'as-of': { type: 'string' },
    months: { type: 'string' },
    json: { type: 'boolean' },
    ...callerOptions,
  },
  run: ({ configuration, values, print }) =>
    withKernel(configuration, async (kernel) => {
      const { workspace, as, months = '3', 'as-of': asOf } = values
      if (asOf !== undefined && !isDay(String(asOf)))
        throw new OperatorError(`That is no day: ${asOf}. Write it like 2017-09-30.`)
      if (!/^([1-9]|1[0-2])$/.test(String(months))) throw new OperatorError('Ask for 1 to 12 months.')
      const wish = { ...(workspace ? { workspace: String(workspace) } : {}), ...(as ? { as: String(as) } : {}) }
      const caller = await findCaller(kernel, wish, 'system')
      try {
        const asked = { months: Number(months), ...(asOf ? { asOf: String(asOf) } : {}) }
        const forecast = await forecastFor(kernel, caller, asked)
        for (const line of values.json ? [JSON.stringify(forecast, null, 2)] : forecastLines(forecast)) print(line)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        throw new OperatorError(`The forecast was refused: ${error.code} ${JSON.stringify(error.details ?? {})}`)
      }
      return 0
    }),
}
