import { SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core'
import classes from './next-step.module.css'
import { isStepKind, type StepKind, stepIcons, stepKinds } from './step-kinds.ts'
import { useStepWords } from './words.ts'

interface KindChoiceProps {
  readonly kind: StepKind
  readonly onChange: (kind: StepKind) => void
}

/** The kinds of next step, as icons with their names. */
export function KindChoice({ kind, onChange }: KindChoiceProps) {
  const words = useStepWords()
  return (
    <SegmentedControl
      aria-label={words.kind}
      value={kind}
      onChange={(chosen) => {
        if (isStepKind(chosen)) onChange(chosen)
      }}
      data={stepKinds.map((one) => {
        const Drawn = stepIcons[one]
        return {
          value: one,
          label: (
            <Tooltip label={words.kinds[one]}>
              <span className={classes.kind}>
                <Drawn size={17} stroke={1.7} aria-hidden />
                <VisuallyHidden>{words.kinds[one]}</VisuallyHidden>
              </span>
            </Tooltip>
          ),
        }
      })}
    />
  )
}
