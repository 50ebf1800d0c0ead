import { UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ImportRun } from '@tendero/model/api'
import classes from './import.module.css'
import { isReachable, type Step, stepOf, steps } from './import-states.ts'
import { useImportWords } from './words.ts'

interface StepsProps {
  readonly run: ImportRun
  readonly step: Step
  readonly onGo: (step: Step) => void
}

/** Where one is on the way from the file to the records; what is open can be gone back to. */
export function Steps({ run, step, onGo }: StepsProps) {
  const words = useImportWords()
  const reached = Math.max(steps.indexOf(step), steps.indexOf(stepOf(run)))
  return (
    <nav aria-label={words.stepsLabel}>
      <ol className={classes.steps}>
        {steps.map((one, index) => {
          const past = index < reached && one !== step
          const inside = (
            <>
              <span className={classes.number}>{past ? <IconCheck size={14} aria-hidden /> : index + 1}</span>
              <span className={classes.stepName}>{words.steps[one]}</span>
            </>
          )
          return (
            <li key={one}>
              {isReachable(one, run) ? (
                <UnstyledButton
                  className={classes.step}
                  aria-current={one === step ? 'step' : undefined}
                  onClick={() => onGo(one)}
                >
                  {inside}
                </UnstyledButton>
              ) : (
                <span className={classes.step}>{inside}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
