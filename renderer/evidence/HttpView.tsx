import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Difference, HttpEvidence } from '../../lessons/format/evidence.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { classNames } from '../ui/class-names.ts';
import { curlOf } from './curl.ts';
import { HttpBody } from './HttpBody.tsx';
import classes from './HttpView.module.css';

type Exchange = HttpEvidence['exchanges'][number];

/** Each request with what came back. Those that went as expected stay closed. */
export function HttpView({ evidence }: { evidence: HttpEvidence }) {
  const { t } = useTranslation();
  const isAllFine = evidence.exchanges.every((exchange) => !wentWrong(exchange));
  return (
    <figure className={classes.exchanges} aria-label={t('evidence.http.label')}>
      {evidence.exchanges.map((exchange, index) => (
        <ExchangeView
          // biome-ignore lint/suspicious/noArrayIndexKey: exchanges go by their order
          key={index}
          exchange={exchange}
          isOpenAtFirst={wentWrong(exchange) || (isAllFine && evidence.exchanges.length === 1)}
        />
      ))}
    </figure>
  );
}

function wentWrong({ response, differences }: Exchange): boolean {
  return response === null || differences.length > 0;
}

function ExchangeView({ exchange, isOpenAtFirst }: { exchange: Exchange; isOpenAtFirst: boolean }) {
  const { t } = useTranslation();
  const { request, response, differences } = exchange;
  const statusDiffers = differences.some((difference) => difference.part === 'status');
  return (
    <Disclosure className={classNames(classes.exchange)} defaultExpanded={isOpenAtFirst}>
      <div className={classes.head}>
        <AriaButton slot="trigger" className={classNames(classes.trigger)}>
          <ChevronRight size={13} aria-hidden="true" className={classes.chevron} />
          <strong>{request.method}</strong> <span className={classes.path}>{request.path}</span>
          {response && (
            <span className={classNames(classes.status, statusDiffers && classes.wrong)}>
              <span aria-hidden="true">→</span> {response.status}
            </span>
          )}
          <span className={wentWrong(exchange) ? classes.differs : classes.fine}>
            {differences.length > 0
              ? t('evidence.http.differences', { count: differences.length })
              : t(response === null ? 'evidence.http.noResponse' : 'evidence.http.asExpected')}
          </span>
        </AriaButton>
        <CopyButton
          label={t('evidence.http.copyCurl')}
          copiedLabel={t('evidence.http.copiedCurl')}
          text={() => curlOf(request)}
        />
      </div>
      <DisclosurePanel>
        {differences.length > 0 && <Differences differences={differences} />}
        <Part title={t('evidence.http.request')}>
          <Headers title={t('evidence.http.requestHeaders')} headers={request.headers} differences={[]} />
          {request.body && (
            <HttpBody label={t('evidence.http.requestBody')} body={request.body} differences={[]} />
          )}
        </Part>
        {response && (
          <Part
            title={t('evidence.http.response')}
            detail={`${response.status} ${response.statusText}`}
            isWrong={statusDiffers}
          >
            <Headers
              title={t('evidence.http.responseHeaders')}
              headers={response.headers}
              differences={differences.filter((difference) => difference.part === 'header')}
            />
            <HttpBody
              label={t('evidence.http.responseBody')}
              body={response.body}
              differences={differences}
            />
          </Part>
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

interface PartProps {
  readonly title: string;
  readonly detail?: string;
  readonly isWrong?: boolean;
  readonly children: ReactNode;
}

function Part({ title, detail, isWrong = false, children }: PartProps) {
  return (
    <div className={classes.part}>
      <p className={classes.partTitle}>
        {title} {detail && <code className={classNames(isWrong && classes.wrong)}>{detail}</code>}
      </p>
      {children}
    </div>
  );
}

/** What differs, in a line each: the same as the marks below, in words. */
function Differences({ differences }: { differences: readonly Difference[] }) {
  const { t } = useTranslation();
  return (
    <table className={classes.differences}>
      <thead>
        <tr>
          <th scope="col">{t('evidence.http.where')}</th>
          <th scope="col">{t('evidence.expectedTitle')}</th>
          <th scope="col">{t('evidence.actualTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={`${difference.part}:${difference.path}`} data-difference="" tabIndex={-1}>
            <th scope="row">{placeOf(difference)}</th>
            <td className={classes.expected}>{difference.expected ?? <em>{t('evidence.nothing')}</em>}</td>
            <td className={classes.actual}>{difference.actual ?? <em>{t('evidence.nothing')}</em>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

  function placeOf({ part, path }: Difference): string {
    switch (part) {
      case 'status':
        return t('evidence.http.status');
      case 'header':
        return t('evidence.http.header', { name: path });
      case 'body':
        return path === '' || path === '$' ? t('evidence.http.bodyWhole') : path;
    }
  }
}

interface HeadersProps {
  readonly title: string;
  readonly headers: Exchange['request']['headers'];
  readonly differences: readonly Difference[];
}

function Headers({ title, headers, differences }: HeadersProps) {
  const { t } = useTranslation();
  const missing = differences.filter((difference) => difference.change === 'missing');
  const marks = new Map(differences.map((difference) => [difference.path.toLowerCase(), difference]));
  if (headers.length + missing.length === 0) return null;
  return (
    <details className={classes.headers} open={differences.length > 0}>
      <summary>
        {title} <span>{headers.length}</span>
      </summary>
      <dl>
        {missing.map((difference) => (
          <div key={difference.path} className={classes.expectedLine}>
            <dt>
              <span aria-hidden="true">− </span>
              {difference.path}
            </dt>
            <dd>
              {difference.expected} <em>{t('evidence.change.missing')}</em>
            </dd>
          </div>
        ))}
        {headers.map(([name, value], index) => {
          const difference = marks.get(name.toLowerCase());
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice
            <div key={index} className={classNames(difference && classes.actualLine)}>
              <dt>
                {difference && <span aria-hidden="true">+ </span>}
                {name}
              </dt>
              <dd>
                {value} {difference && <em>{t(`evidence.change.${difference.change}`)}</em>}
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
