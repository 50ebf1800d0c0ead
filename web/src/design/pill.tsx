import type { ReactNode } from 'react'
import classes from './pill.module.css'

/** Colours that choices, stages and tags may have: Mantine's. */
export function Pill({ color = 'gray', children }: { readonly color?: string; readonly children: ReactNode }) {
  return (
    <span
      className={classes.pill}
      style={{
        '--pill': `var(--mantine-color-${color}-6, var(--mantine-color-gray-6))`,
        '--pill-ink': `var(--mantine-color-${color}-9, var(--mantine-color-gray-9))`,
        '--pill-light': `var(--mantine-color-${color}-1, var(--mantine-color-gray-1))`,
      }}
    >
      {children}
    </span>
  )
}
