import { Button } from '@radix-ui/themes'
import { type ReactNode, useState } from 'react'
import type { Assertion, Envelope } from '../../../../shared/runs/response'
import { recogniseAttribute } from '../../../../shared/saml/attribute-names'
import { nameIdFormats } from '../../../../shared/saml/nameid-formats'
import { CopyButton } from '../../../components/CopyButton'
import { CopyValue } from '../../../components/CopyValue'
import { Exact } from '../../../components/Exact'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import { isLong } from '../../../components/visible-text'
import styles from './response.module.css'

/** What the response says: around the assertion, and in it. */
export function AssertionView({ response, assertion }: { response: Envelope | null; assertion: Assertion | null }) {
  return (
    <div className={styles.read}>
      {assertion && (
        <>
          <p className={styles.trust}>
            {assertion.trust === 'verified' ? (
              <StatusMark status="pass" word="Read from the signed bytes" />
            ) : (
              <StatusMark status="skipped" word="Not verified: this is what the document says" />
            )}
            {assertion.encrypted && <Tag>encrypted, decrypted here</Tag>}
          </p>
          <dl className={styles.facts}>
            <Fact name="NameID" value={assertion.nameId} />
            <dt>Format</dt>
            <dd>
              {assertion.nameIdFormat === null ? (
                <em>none</em>
              ) : (
                <span title={assertion.nameIdFormat}>
                  {nameIdFormats[assertion.nameIdFormat]?.name ?? assertion.nameIdFormat}
                </span>
              )}
            </dd>
            <Fact name="Issuer" value={assertion.issuer} />
            {assertion.audiences.length === 0 && <Fact name="Audience" value={null} />}
            {assertion.audiences.map((audience, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an assertion may name an audience twice
              <Fact key={index} name="Audience" value={audience} />
            ))}
            <Fact name="Recipient" value={assertion.recipient} />
          </dl>
        </>
      )}
      {response && (
        <dl className={styles.facts}>
          <dt>Status</dt>
          <dd>
            {response.status.length === 0 ? <em>none</em> : response.status.join(' / ')}
            {response.statusMessage && <span className={styles.quiet}> “{response.statusMessage}”</span>}
          </dd>
          <Fact name="Destination" value={response.destination} />
          {response.issuer !== assertion?.issuer && <Fact name="Issuer of the Response" value={response.issuer} />}
          <Fact name="Answers request" value={response.inResponseTo ?? assertion?.inResponseTo ?? null} />
        </dl>
      )}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === null ? <em>none</em> : <CopyValue value={value} what={name} />}</dd>
    </>
  )
}

const inSight = 8

/** The attributes, each with the field of the WorkOS profile it can fill. */
export function AttributeTable({ assertion }: { assertion: Assertion }) {
  const attributes = Object.entries(assertion.attributes)
  if (attributes.length === 0) return <p className={styles.quiet}>The assertion carries no attributes.</p>
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Attribute</th>
            <th scope="col">WorkOS profile</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {attributes.map(([name, values]) => (
            <tr key={name}>
              <th scope="row">
                <code className={styles.name}>
                  <Exact text={name} />
                </code>
              </th>
              <td>
                <ProfileField name={name} />
              </td>
              <td>
                <Values name={name} values={values} leftOut={assertion.leftOut?.[name] ?? 0} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ProfileField({ name }: { name: string }): ReactNode {
  const known = recogniseAttribute(name)
  if (!known) return <span className={styles.quiet}>–</span>
  return known.family === 'workos' || known.family === 'claim' ? (
    <Tag strong>{known.field}</Tag>
  ) : (
    <span className={styles.quiet} title={`WorkOS reads it only if the connection maps this name to ${known.field}`}>
      {known.field}, if mapped
    </span>
  )
}

function Values({ name, values, leftOut }: { name: string; values: readonly string[]; leftOut: number }) {
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, inSight)
  return (
    <ul className={styles.values}>
      {values.length === 0 && (
        <li>
          <em className={styles.quiet}>no value</em>
        </li>
      )}
      {shown.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attribute may hold the same value twice
        <li key={index}>
          {value === '' ? (
            <em className={styles.quiet}>empty</em>
          ) : (
            <code className={styles.text} data-long={isLong(value)}>
              <Exact text={value} />
            </code>
          )}
          {value !== '' && <CopyButton text={value} what={`value of ${name}`} iconOnly />}
        </li>
      ))}
      {shown.length < values.length && (
        <li>
          <Button size="1" variant="soft" color="gray" onClick={() => setAll(true)}>
            Show all {values.length}
          </Button>
        </li>
      )}
      {leftOut > 0 && <li className={styles.quiet}>and {leftOut} more, which the command line lists with --json</li>}
    </ul>
  )
}
