import { Button, Fieldset, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { ButtonLink } from '../design/links.tsx'
import { Message, WholePageLoading } from '../design/page-states.tsx'
import { api } from '../kernel/api.ts'
import { useLanguage, useWords } from '../kernel/language.ts'
import { fieldErrors } from '../kernel/problems.ts'
import { setupQuery } from '../kernel/queries.ts'
import { countries, currencies, likelyCountry, likelyCurrency, timeZones } from '../kernel/regions.ts'
import { Entrance } from './entrance.tsx'
import { NewPasswordInput } from './new-password-input.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'
import { useEntering } from './use-entering.ts'

export function WelcomePage() {
  const words = useWords()
  const setup = useQuery(setupQuery)
  if (setup.isPending) return <WholePageLoading />
  if (setup.data?.signUpOpen === false)
    return (
      <main>
        <Message
          wholePage
          title={words.welcome.closed}
          action={<ButtonLink to="/sign-in">{words.welcome.toSignIn}</ButtonLink>}
        />
      </main>
    )
  return <SignUp />
}

function useDraft() {
  const [draft, setDraft] = useState(() => {
    const country = likelyCountry()
    return {
      company: '',
      country,
      currency: likelyCurrency(country),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      name: '',
      email: '',
      password: '',
    }
  })
  const set = (change: Partial<typeof draft>): void => setDraft((known) => ({ ...known, ...change }))
  return { draft, set }
}

/** What has no proposal: it must be typed. */
const typed = ['company', 'name', 'email', 'password'] as const

function SignUp() {
  const words = useWords()
  const language = useLanguage()
  const { half, take, again } = useEntering()
  const { draft, set } = useDraft()
  const options = useMemo(
    () => ({ countries: countries(language), currencies: currencies(language), timeZones: timeZones() }),
    [language],
  )
  const signUp = useMutation({
    mutationFn: () =>
      api.signUp({
        name: draft.company,
        country: draft.country,
        currency: draft.currency,
        language,
        timeZone: draft.timeZone,
        user: { name: draft.name, email: draft.email, password: draft.password },
      }),
    onSuccess: take,
  })
  const [tried, setTried] = useState(false)
  const errors = fieldErrors(signUp.error, words)
  const isBlank = (field: keyof typeof draft): boolean => draft[field].trim() === ''
  const errorOf = (field: keyof typeof draft, ...sentAs: readonly string[]): string | undefined =>
    tried && isBlank(field) ? words.errors.fields.required : sentAs.map((name) => errors[name]).find(Boolean)
  const submit = (): void => {
    setTried(true)
    if (!typed.some(isBlank)) signUp.mutate()
  }
  if (half) return <SecondFactorStep half={half} onAgain={again} />
  return (
    <Entrance title={words.welcome.title} lead={words.welcome.lead} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="lg">
          <FormError error={signUp.error} />
          <TextInput
            label={words.welcome.company}
            size="md"
            autoComplete="organization"
            value={draft.company}
            error={errorOf('company', 'name')}
            onChange={(event) => set({ company: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NativeSelect
              size="md"
              label={words.welcome.country}
              data={options.countries}
              value={draft.country}
              error={errors.country}
              onChange={({ currentTarget: { value: country } }) => set({ country, currency: likelyCurrency(country) })}
            />
            <NativeSelect
              size="md"
              label={words.welcome.currency}
              data={options.currencies}
              value={draft.currency}
              error={errors.currency}
              onChange={({ currentTarget: { value: currency } }) => set({ currency })}
            />
          </SimpleGrid>
          <NativeSelect
            size="md"
            label={words.welcome.timeZone}
            data={options.timeZones}
            value={draft.timeZone}
            error={errors.timeZone}
            onChange={({ currentTarget: { value: timeZone } }) => set({ timeZone })}
          />
          <Fieldset legend={words.welcome.you}>
            <Stack>
              <TextInput
                label={words.session.name}
                size="md"
                autoComplete="name"
                value={draft.name}
                error={errorOf('name', 'user.name')}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
              <TextInput
                label={words.session.email}
                size="md"
                type="email"
                autoComplete="username"
                value={draft.email}
                error={errorOf('email', 'email', 'user.email')}
                onChange={(event) => set({ email: event.currentTarget.value })}
              />
              <NewPasswordInput
                label={words.session.password}
                size="md"
                about={[draft.name, draft.email, draft.company]}
                value={draft.password}
                error={errorOf('password', 'password', 'user.password')}
                onChange={(password) => set({ password })}
              />
            </Stack>
          </Fieldset>
          <Button type="submit" size="md" loading={signUp.isPending}>
            {words.welcome.submit}
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
