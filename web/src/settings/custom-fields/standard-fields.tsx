import { Button, Collapse, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { shownFields } from '../../kernel/metadata.ts'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { readKind } from './field-kinds.ts'
import { KindMark } from './field-line.tsx'

/** What an object has anyway, so that nobody makes it a second time. */
export function StandardFields({ object }: { readonly object: MetadataObject }) {
  const words = useSettingsWords().customFields
  const [opened, { toggle }] = useDisclosure(false)
  const fields = shownFields(object).filter(({ custom }) => !custom)
  const Chevron = opened ? IconChevronDown : IconChevronRight
  return (
    <Stack gap="xs" align="stretch">
      <div>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Chevron size={16} aria-hidden />}
          aria-expanded={opened}
          onClick={toggle}
        >
          {words.standard(fields.length)}
        </Button>
      </div>
      <Collapse expanded={opened}>
        <Sheet label={words.standard(fields.length)}>
          {fields.map((field) => {
            const kind = readKind(field.kind)
            return (
              <Line
                key={field.name}
                mark={<KindMark kind={field.kind} />}
                title={field.label}
                cells={<Text size="sm">{kind ? words.kinds[kind] : field.kind}</Text>}
              />
            )
          })}
        </Sheet>
      </Collapse>
    </Stack>
  )
}
