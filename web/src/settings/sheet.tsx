import { Text, UnstyledButton } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import classes from './settings.module.css'

export interface LineProps {
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  /** A picture, an icon or a dot of colour before the name. */
  readonly mark?: ReactNode
  /** Width of the mark, in rem, where it is more than an icon's. */
  readonly markSize?: number
  /** Facts at the end of the line; beneath the name on phones. */
  readonly cells?: ReactNode
  readonly actions?: ReactNode
  readonly onOpen?: () => void
  readonly faded?: boolean
  readonly indent?: number
}

interface LineFrameProps extends LineProps {
  readonly handle?: ReactNode
  readonly lifted?: boolean
  readonly ref?: Ref<HTMLLIElement>
}

/** One thing of a list: its name opens it. */
export function Line(props: LineFrameProps) {
  const { title, subtitle, mark, markSize, cells, actions, onOpen, faded, indent, ...frame } = props
  const names = (
    <>
      {mark && <span className={classes.mark}>{mark}</span>}
      <span className={classes.names}>
        <Text span size="sm" fw={500} display="block">
          {title}
        </Text>
        {subtitle && (
          <Text span size="xs" c="dimmed" display="block">
            {subtitle}
          </Text>
        )}
      </span>
    </>
  )
  const kinds = [classes.line, onOpen && classes.openable, frame.lifted && classes.lifted, faded && classes.faded]
  return (
    <li
      ref={frame.ref}
      className={kinds.filter(Boolean).join(' ')}
      style={{ ...(indent ? { paddingInlineStart: `${0.875 + indent * 1.5}rem` } : {}), ...markWidth(markSize) }}
    >
      {frame.handle}
      {onOpen ? (
        <UnstyledButton className={classes.main} onClick={onOpen}>
          {names}
        </UnstyledButton>
      ) : (
        <div className={classes.main}>{names}</div>
      )}
      {cells && <div className={classes.cells}>{cells}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </li>
  )
}

function markWidth(size: number | undefined): object {
  return size === undefined ? {} : { '--mark-size': `${size}rem` }
}

export function Sheet({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={classes.sheet} aria-label={label}>
      {children}
    </ul>
  )
}
