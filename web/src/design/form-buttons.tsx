import { Button, Group } from '@mantine/core'
import { useWords } from '../kernel/language.ts'

interface FormButtonsProps {
  /** What the form does; it saves unless it is said. */
  readonly submit?: string
  readonly disabled?: boolean
  readonly loading?: boolean
  readonly onCancel: () => void
  readonly className?: string | undefined
}

/** Stands at the end of a form in a dialog. */
export function FormButtons({ submit, disabled, loading, onCancel, className }: FormButtonsProps) {
  const { verbs } = useWords()
  return (
    <Group justify="flex-end" className={className}>
      <Button variant="default" onClick={onCancel}>
        {verbs.cancel}
      </Button>
      <Button type="submit" disabled={disabled} loading={loading}>
        {submit ?? verbs.save}
      </Button>
    </Group>
  )
}
