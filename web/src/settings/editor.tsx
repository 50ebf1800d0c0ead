import { Box, Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { FormError } from '../design/form-error.tsx'
import { useWords } from '../kernel/language.ts'
import classes from './editor.module.css'
import { SideDrawer } from './side-drawer.tsx'

interface EditorProps {
  readonly title: string
  readonly onClose: () => void
  readonly onSave: () => void
  readonly saving?: boolean
  readonly error?: unknown
  /** Nothing to save yet. */
  readonly idle?: boolean
  readonly saveLabel?: string
  /** What is done shuts somebody out, or takes something away. */
  readonly dangerous?: boolean
  /** At the start of the foot: deleting, deactivating. */
  readonly aside?: ReactNode
  readonly size?: number
  readonly children: ReactNode
}

/** The form of one thing, beside the list that it stands in. */
export function Editor({
  title,
  onClose,
  onSave,
  saving,
  error,
  idle,
  saveLabel,
  dangerous,
  aside,
  size = 460,
  children,
}: EditorProps) {
  const words = useWords()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (!idle) onSave()
  }
  return (
    <SideDrawer
      onClose={onClose}
      size={size}
      title={title}
      classNames={{ body: classes.body, content: classes.content }}
    >
      <form noValidate onSubmit={submit} className={classes.form}>
        <Box className={classes.fields}>
          <Stack gap="md">
            <FormError error={error} />
            {children}
          </Stack>
        </Box>
        <Group className={classes.foot} justify="space-between" gap="xs">
          <div>{aside}</div>
          <Group gap="xs" ml="auto">
            <Button variant="default" onClick={onClose}>
              {words.verbs.cancel}
            </Button>
            <Button type="submit" color={dangerous ? 'red.9' : undefined} loading={saving} disabled={idle}>
              {saveLabel ?? words.verbs.save}
            </Button>
          </Group>
        </Group>
      </form>
    </SideDrawer>
  )
}
