import { Button, Fieldset, Group, Input, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useSettingsWords } from '../words.ts'
import { type FieldKindName, fieldKinds, kindIcons } from './field-kinds.ts'
import { KindMark } from './field-line.tsx'
import classes from './kind-picker.module.css'

interface KindPickerProps {
  readonly value: FieldKindName | null
  /** The kind of a field that exists stays: its values are of that kind. */
  readonly fixed: boolean
  readonly onChange: (kind: FieldKindName) => void
}

/** What kind of field it is to be: all of them to see, each with an example. */
export function KindPicker({ value, fixed, onChange }: KindPickerProps) {
  const words = useSettingsWords().customFields
  const [open, setOpen] = useState(value === null)
  if (value && !open)
    return (
      <Input.Wrapper label={words.kind} labelElement="div" description={fixed ? words.kindFixed : undefined}>
        <Group gap="xs" mt={4}>
          <KindMark kind={value} />
          <Text size="sm">{words.kinds[value]}</Text>
          {!fixed && (
            <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
              {words.otherKind}
            </Button>
          )}
        </Group>
      </Input.Wrapper>
    )
  return (
    <Fieldset variant="unstyled" legend={words.kind}>
      <div className={classes.kinds}>
        {fieldKinds.map((kind) => {
          const Icon = kindIcons[kind]
          return (
            <UnstyledButton
              key={kind}
              className={classes.kind}
              aria-pressed={kind === value}
              onClick={() => {
                onChange(kind)
                setOpen(false)
              }}
            >
              <span aria-hidden="true" className={classes.icon}>
                <Icon size={18} stroke={1.6} />
              </span>
              <span className={classes.names}>
                <span>{words.kinds[kind]}</span>
                <span className={classes.example}>{words.examples[kind]}</span>
              </span>
            </UnstyledButton>
          )
        })}
      </div>
    </Fieldset>
  )
}
