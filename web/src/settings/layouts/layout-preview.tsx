import { Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import type { Layout, LayoutPlace } from '@tendero/model/layout'
import { sectionsOf } from '../../records/field-sections.ts'
import { useSettingsWords } from '../words.ts'
import { fieldsIn, neededIn } from './layout-fields.ts'
import classes from './layouts.module.css'

interface LayoutPreviewProps {
  readonly object: MetadataObject
  readonly place: LayoutPlace
  readonly layout: Layout
}

/** Headings and fields where they will stand. */
export function LayoutPreview({ object, place, layout }: LayoutPreviewProps) {
  const said = useSettingsWords().layouts
  const sections = sectionsOf(layout, fieldsIn(object, place), neededIn(object, place))
  return (
    <Paper withBorder p="md" role="group" aria-label={said.preview}>
      <Stack gap="lg">
        {sections.map(({ title, columns, fields }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sections have no names of their own
          <div key={index}>
            {title && (
              <Text fw={600} size="sm" mb={6}>
                {title}
              </Text>
            )}
            <SimpleGrid cols={{ base: 1, xs: columns }} spacing="md" verticalSpacing="xs">
              {fields.map((field) => (
                <div key={field.name}>
                  <Text size="xs" c="dimmed">
                    {field.label}
                  </Text>
                  <div className={place === 'form' ? classes.box : classes.line} aria-hidden />
                </div>
              ))}
            </SimpleGrid>
          </div>
        ))}
      </Stack>
    </Paper>
  )
}
