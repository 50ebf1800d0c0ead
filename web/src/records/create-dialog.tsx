import { Button, Checkbox, Fieldset, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { type FormEvent, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { type Creation, creations, endCreation } from '../design/asked.ts'
import { FormError } from '../design/form-error.tsx'
import { notice } from '../design/notices.tsx'
import { useIsPhone } from '../design/widths.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { FieldInputs, type FieldInputsProps } from '../fields/field-inputs.tsx'
import { titleOf } from '../fields/reference-options.ts'
import { useWords } from '../kernel/language.ts'
import { fillableFields, useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import classes from './create-dialog.module.css'
import { extensionOf, type FormPartHandle, type FormRules } from './extensions.ts'
import { type FieldSection, sectionsOf } from './field-sections.ts'
import { useForm } from './form/use-form.ts'
import { useRecordWords } from './words.ts'

/** The forms for new records, over whatever page one is on. */
export function CreateDialog() {
  return creations.use().map((wanted, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: forms are stacked, and only the last one closes
    <Creating key={index} wanted={wanted} />
  ))
}

function Creating({ wanted }: { readonly wanted: Creation }) {
  const words = useWords()
  const object = useCatalogue().object(wanted.object)
  const phone = useIsPhone()
  const touched = useRef(false)
  const [asking, setAsking] = useState(false)
  if (!object) return null
  const close = (): void => {
    if (touched.current && !asking) setAsking(true)
    else endCreation(wanted)
  }
  return (
    <Modal
      opened
      onClose={close}
      title={words.common.createObject(object.label.one)}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Suspense fallback={null}>
        <RecordForm object={object} wanted={wanted} touched={touched} asking={asking} onStay={() => setAsking(false)} />
      </Suspense>
    </Modal>
  )
}

const noRules: FormRules = { first: { values: {}, titles: {} }, follow: () => noRules.first }

/** The rules that a slice has for the form. */
function useRules(object: MetadataObject): FormRules {
  const { form } = extensionOf(object.name)
  return useSuspenseQuery({
    queryKey: ['form', object.name],
    queryFn: async () => (form ? await (await form()).formRules() : noRules),
    staleTime: 0,
  }).data
}

type StateOf = ReturnType<typeof useForm>['stateOf']

/** Must a field be asked for, because it is required or already has a value? */
function isNeeded(field: MetadataField, stateOf: StateOf, given: Creation['values'] = {}): boolean {
  return given[field.name] !== undefined || stateOf(field).required || (field.required && field.default === undefined)
}

/** The short form's fields among all that may be filled in, with those that are needed. */
function shortFields(object: MetadataObject, every: readonly MetadataField[], needed: readonly MetadataField[]) {
  if (object.form.length === 0) return every
  const short = object.form.flatMap((name) => every.find((field) => field.name === name) ?? [])
  return [...new Set([...short, ...needed])]
}

interface RecordFormProps {
  readonly object: MetadataObject
  readonly wanted: Creation
  /** Told when something was entered that closing would lose. */
  readonly touched: RefObject<boolean>
  /** Closing was asked for, and is to be confirmed. */
  readonly asking: boolean
  readonly onStay: () => void
}

function RecordForm({ object, wanted, touched, asking, onStay }: RecordFormProps) {
  const words = useWords()
  const { form: formWords } = useRecordWords()
  const { workspace } = useSession()
  const router = useRouter()
  const [all, setAll] = useState(false)
  const [another, setAnother] = useState(false)
  const [made, setMade] = useState(0)
  const part = useRef<FormPartHandle>(null)
  const Part = extensionOf(object.name).formPart
  const box = useRef<HTMLFormElement>(null)

  const created = async (record: AnyRecord): Promise<void> => {
    await part.current?.write(record)
    const title = titleOf(object, record)
    wanted.onCreated?.({ id: record.id, title })
    if (another) {
      form.restart()
      setMade(made + 1)
      box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
      notice(words.undo.created(title))
      return
    }
    endCreation(wanted)
    if (wanted.onCreated) return
    const params = { slug: workspace.slug, collection: object.collection, id: record.id }
    void router.navigate({ to: '/w/$slug/$collection/$id', params })
  }
  const kept = (id: string): void => {
    endCreation(wanted)
    wanted.onCreated?.({ id, title: '' })
    notice(words.offline.kept)
  }
  const form = useForm(object, wanted, useRules(object), { onCreated: created, onKept: kept })
  useEffect(() => {
    touched.current = form.touched
  })
  const { stateOf } = form
  const every = fillableFields(object).filter((field) => stateOf(field).shown)
  const needed = every.filter((field) => isNeeded(field, stateOf, wanted.values))
  const short = shortFields(object, every, needed)
  const wrong = every.filter(({ name }) => form.errors[name] !== undefined)
  const layout = object.layouts.form
  const wanting = all ? [...new Set([...short, ...every])] : [...new Set([...short, ...wrong])]
  const sections = sectionsOf(layout, layout ? every : wanting, new Set([...needed, ...wrong].map(({ name }) => name)))
  const fields = sections.flatMap((section) => section.fields)
  const first = fields.find(({ name }) => form.values[name] === undefined || wanted.values?.[name] === undefined)

  const isRequired = (field: MetadataField): boolean => field.required || stateOf(field).required

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // The form may stand inside another one, by way of a reference's "create".
    event.stopPropagation()
    if (part.current?.isReady() !== false) form.submit()
  }
  return (
    <form ref={box} onSubmit={submit} noValidate>
      <Stack>
        <FormError error={wrong.length > 0 ? undefined : form.error} />
        {sections.map((section, index) => (
          <FormSection
            // biome-ignore lint/suspicious/noArrayIndexKey: sections have no names of their own
            key={index}
            section={section}
            alone={sections.length === 1}
            inputs={{ entered: form, first, errors: form.errors, explained: true, isRequired }}
          />
        ))}
        <PossibleDuplicates object={object.name} values={form.values} />
        {Part && <Part key={made} object={object} values={form.values} titles={form.titles} handle={part} />}
        {asking ? (
          <Group justify="flex-end" className={classes.foot} role="alert">
            <Text size="sm" fw={550}>
              {formWords.discardTitle}
            </Text>
            <Button variant="default" onClick={() => endCreation(wanted)}>
              {formWords.discard}
            </Button>
            <Button onClick={onStay} autoFocus>
              {formWords.keepEditing}
            </Button>
          </Group>
        ) : (
          <Group justify="space-between" className={classes.foot}>
            <Group gap="md">
              {!layout && every.length > short.length && (
                <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAll(!all)}>
                  {all ? formWords.fewerFields : formWords.allFields}
                </Button>
              )}
              {!wanted.onCreated && (
                <Checkbox
                  size="xs"
                  label={formWords.createAnother}
                  checked={another}
                  onChange={(event) => setAnother(event.currentTarget.checked)}
                />
              )}
            </Group>
            <Group gap="sm" ml="auto">
              <Button variant="default" onClick={() => endCreation(wanted)}>
                {words.verbs.cancel}
              </Button>
              <Button type="submit" loading={form.pending}>
                {words.verbs.create}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
    </form>
  )
}

interface FormSectionProps {
  readonly section: FieldSection
  /** There are no others. */
  readonly alone: boolean
  readonly inputs: Omit<FieldInputsProps, 'fields'>
}

/** Fields of a form under their heading. */
function FormSection({ section: { title, columns, fields, rest }, alone, inputs }: FormSectionProps) {
  const { record: text } = useRecordWords()
  const heading = title ?? (rest && !alone ? text.otherFields : undefined)
  const body =
    columns === 1 ? (
      <Stack>
        <FieldInputs fields={fields} {...inputs} />
      </Stack>
    ) : (
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
        <FieldInputs fields={fields} {...inputs} />
      </SimpleGrid>
    )
  if (heading === undefined) return body
  return (
    <Fieldset legend={heading} variant="unstyled" className={classes.section}>
      {body}
    </Fieldset>
  )
}
