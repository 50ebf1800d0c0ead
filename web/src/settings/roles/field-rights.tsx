import { SegmentedControl, Stack, Text } from '@mantine/core'
import type { MetadataField, MetadataObject, Rights } from '@tendero/model/api'
import { Line, Sheet } from '../sheet.tsx'
import { SideDrawer } from '../side-drawer.tsx'
import { useSettingsWords } from '../words.ts'
import { limitOf, withLimit } from './rights.ts'

interface FieldRightsProps {
  readonly object: MetadataObject
  readonly rights: Rights
  readonly onChange: (rights: Rights) => void
  readonly onClose: () => void
}

/** Fields of an object that a role does not see, or sees and does not change. */
export function FieldRights({ object, rights, onChange, onClose }: FieldRightsProps) {
  const own = useSettingsWords().roles
  const fields = object.fields.filter(({ hidden, system, kind }) => !hidden && !system && kind !== 'document')
  return (
    <SideDrawer onClose={onClose} size={560} title={own.fieldsOf(object.label.many)}>
      <Stack>
        <Text size="sm" c="dimmed">
          {own.fieldsLead}
        </Text>
        <Sheet label={own.fieldsOf(object.label.many)}>
          {fields.map((field) => (
            <Line
              key={field.name}
              title={field.label}
              subtitle={fieldNote(field, object, own)}
              cells={
                <SegmentedControl
                  size="xs"
                  aria-label={field.label}
                  value={limitOf(rights, object.name, field.name) ?? 'free'}
                  onChange={(chosen) =>
                    onChange(
                      withLimit(
                        rights,
                        object.name,
                        field.name,
                        chosen === 'hidden' || chosen === 'read_only' ? chosen : undefined,
                      ),
                    )
                  }
                  data={[
                    { value: 'free', label: own.limits.free },
                    { value: 'read_only', label: own.limits.read_only },
                    { value: 'hidden', label: own.limits.hidden, disabled: field.name === object.title },
                  ]}
                />
              }
            />
          ))}
        </Sheet>
      </Stack>
    </SideDrawer>
  )
}

function fieldNote(
  field: MetadataField,
  object: MetadataObject,
  words: ReturnType<typeof useSettingsWords>['roles'],
): string | undefined {
  if (field.name === object.title) return words.titleField
  return field.required ? words.requiredField : undefined
}
