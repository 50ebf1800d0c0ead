import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SectionFrameProps {
  readonly title: string
  readonly lead: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
  /** In pixels; tables may be wider than forms. */
  readonly width?: number
}

/** The head of a section, saying in a sentence what it is for, and its contents. */
export function SectionFrame({ title, lead, action, children, width = 820 }: SectionFrameProps) {
  return (
    <Stack gap="lg" maw={width}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 20rem">
          <Title order={1} size="h2">
            {title}
          </Title>
          <Text c="dimmed" size="sm" component="div" maw={620}>
            {lead}
          </Text>
        </Stack>
        {action}
      </Group>
      {children}
    </Stack>
  )
}

interface PartProps {
  readonly title: string
  readonly lead?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A part of a section under its own heading. */
export function Part({ title, lead, action, children }: PartProps) {
  return (
    <Stack gap="sm" component="section" mt="md">
      <Group justify="space-between" align="flex-end" gap="xs">
        <div>
          <Title order={2} size="h3">
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="dimmed" maw={620}>
              {lead}
            </Text>
          )}
        </div>
        {action}
      </Group>
      {children}
    </Stack>
  )
}
