import { useImperativeHandle, useRef } from 'react'
import { failed } from '../design/notices.tsx'
import { useCatalogue } from '../kernel/metadata.ts'
import { FirstStep, type FirstStepHandle } from '../next-step/first-step.tsx'
import { plan, refreshSteps } from '../next-step/step-data.ts'
import { stepKinds } from '../next-step/step-kinds.ts'
import type { FormPartProps } from '../records/extensions.ts'
import { aboutOf, whomIn } from './first-step.ts'
import { useStages } from './stages.ts'

/** Asks for the next step of a new deal or lead at once, unless it begins closed. */
export function FirstStepPart({ object, values, titles, handle }: FormPartProps) {
  const catalogue = useCatalogue()
  const { pipeline, stage } = values
  const stages = useStages(typeof pipeline === 'string' ? pipeline : undefined)
  const isClosed = stages.some(({ id, category }) => id === stage && category !== 'open')
  const mayPlan = stepKinds.every((kind) => (catalogue.object(kind)?.can.create ?? 'none') !== 'none')
  const form = useRef<FirstStepHandle>(null)

  useImperativeHandle(handle, () => ({
    isReady: () => form.current?.isReady() ?? true,
    async write(record) {
      const step = form.current?.step()
      if (!step) return
      try {
        await plan(step, aboutOf(object.name, record))
        await refreshSteps(object.name, record.id)
      } catch (error) {
        failed(error)
      }
    },
  }))
  return !isClosed && mayPlan && <FirstStep whom={whomIn(values, titles)} handle={form} />
}
