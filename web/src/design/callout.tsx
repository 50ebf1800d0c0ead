import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './callout.module.css'

const marks = { good: IconCircleCheck, warning: IconAlertTriangle, bad: IconCircleX, plain: IconInfoCircle } as const

interface CalloutProps {
  readonly tone?: keyof typeof marks
  readonly title?: string
  readonly children?: ReactNode
  /** Spoken at once, for what appears after an action. */
  readonly alert?: boolean
}

/** Something worth knowing beside a form or a result; the colour never says it alone. */
export function Callout({ tone = 'plain', title, children, alert }: CalloutProps) {
  const Mark = marks[tone]
  return (
    <div className={classes.callout} data-tone={tone} role={alert ? 'alert' : undefined}>
      <span className={classes.mark}>
        <Mark size={20} stroke={1.6} aria-hidden />
      </span>
      <div className={classes.words}>
        {title && <div className={classes.title}>{title}</div>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}
