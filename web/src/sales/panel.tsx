import { ActionIcon, Group, Text, Title, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './panel.module.css'

interface PanelProps {
  readonly title: string
  readonly count?: number
  /** Words of the button that adds one; without it there is none. */
  readonly addLabel?: string
  readonly onAdd?: () => void
  readonly adding?: boolean
  readonly children: ReactNode
}

/** A part of the related column: its name, how many, a button to add, and what it holds. */
export function Panel({ title, count, addLabel, onAdd, adding, children }: PanelProps) {
  return (
    <section aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Title order={2} size="h4">
          {title}
          {count !== undefined && count > 0 && (
            <Text span c="dimmed" size="sm" ms={6} className="tendero-figures">
              {count}
            </Text>
          )}
        </Title>
        {addLabel && onAdd && (
          <Tooltip label={addLabel}>
            <ActionIcon size="sm" aria-label={addLabel} aria-expanded={adding} onClick={onAdd}>
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {children}
    </section>
  )
}

export function PanelList({ children }: { readonly children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>
}

interface PanelItemProps {
  readonly icon?: ReactNode
  readonly title: ReactNode
  readonly details?: ReactNode
  /** At the end: marks and the menu. */
  readonly children?: ReactNode
  readonly faded?: boolean
}

export function PanelItem({ icon, title, details, children, faded }: PanelItemProps) {
  return (
    <li className={classes.item} data-faded={faded || undefined}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <div className={classes.words}>
        <div className={classes.title}>{title}</div>
        {details && <div className={classes.details}>{details}</div>}
      </div>
      <div className={classes.end}>{children}</div>
    </li>
  )
}
