import { Send, Trash2 } from 'lucide-react';
import { type RefObject, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PlaygroundNotes, PlaygroundRequest } from '../../../host/contract/playground.ts';
import { curlOf } from '../../evidence/curl.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useToast } from '../../ui/Toasts.tsx';
import { NameDialog } from './NameDialog.tsx';
import classes from './RequestPane.module.css';
import { headerLines, needsJsonType, readHeaderLines, toSendable } from './request-form.ts';

export interface SentRequest {
  readonly request: PlaygroundRequest;
  /** Null where no response came. */
  readonly status: number | null;
}

interface RequestPaneProps {
  readonly notes: PlaygroundNotes;
  readonly history: readonly SentRequest[];
  /** The name of a header that is none; null where all are. */
  readonly badHeader: string | null;
  readonly sendButton: RefObject<HTMLButtonElement | null>;
  readonly onChange: (request: PlaygroundRequest) => void;
  readonly onSend: () => void;
  readonly onRequests: (requests: PlaygroundNotes['requests']) => void;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Writes a request and sends it; below are those that were kept, and those that were sent. */
export function RequestPane(props: RequestPaneProps) {
  const { notes, history, onChange, onRequests } = props;
  const { t } = useTranslation();
  const showToast = useToast();
  const [isNaming, setIsNaming] = useState(false);
  const { requests } = notes;
  const remove = (index: number) => {
    onRequests(requests.filter((_, at) => at !== index));
    const undo = () => onRequests(requests);
    showToast({ text: t('playground.requestRemoved'), action: { label: t('common.undo'), onPress: undo } });
  };
  const save = (name: string) => {
    setIsNaming(false);
    const others = requests.filter((each) => each.name !== name);
    onRequests([...others, { name, request: notes.draft }]);
  };
  return (
    <div className={classes.scroll}>
      {notes.world.entry === null ? (
        <p className={classes.none}>{t('playground.noProgram')}</p>
      ) : (
        <RequestForm {...props} onSave={() => setIsNaming(true)} />
      )}
      <section className={classes.list}>
        <h2>{t('playground.saved')}</h2>
        {requests.length === 0 ? (
          <p className={classes.none}>{t('playground.savedNone')}</p>
        ) : (
          <ul>
            {requests.map(({ name, request }, index) => (
              <li key={name}>
                <RequestButton name={name} request={request} onPress={() => onChange(request)} />
                <IconButton
                  label={t('playground.removeRequest', { name })}
                  icon={<Trash2 size={14} aria-hidden="true" />}
                  onPress={() => remove(index)}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className={classes.list}>
        <h2>{t('playground.history')}</h2>
        {history.length === 0 ? (
          <p className={classes.none}>{t('playground.historyNone')}</p>
        ) : (
          <ul>
            {history.map(({ request, status }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was sent goes by its order
              <li key={index}>
                <RequestButton name={null} request={request} onPress={() => onChange(request)} />
                <span className={classes.status}>{status ?? t('playground.noResponse')}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {isNaming && (
        <NameDialog
          title={t('playground.saveTitle')}
          label={t('playground.requestName')}
          action={t('playground.saveDo')}
          initial={`${notes.draft.method} ${notes.draft.path}`.slice(0, 120)}
          faultOf={() => null}
          onClose={() => setIsNaming(false)}
          onName={save}
        />
      )}
    </div>
  );
}

function RequestForm(props: RequestPaneProps & { readonly onSave: () => void }) {
  const { notes, badHeader, sendButton, onChange, onSend, onSave } = props;
  const { t } = useTranslation();
  const id = useId();
  const { draft } = notes;
  const change = (part: Partial<PlaygroundRequest>) => onChange({ ...draft, ...part });
  return (
    <form
      className={classes.form}
      aria-label={t('playground.request')}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <div className={classes.line}>
        <select
          aria-label={t('playground.method')}
          className={classes.method}
          value={draft.method}
          onChange={(event) => change({ method: event.target.value })}
        >
          {[...new Set([...methods, draft.method])].map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          aria-label={t('playground.path')}
          className={classes.path}
          value={draft.path}
          placeholder="/notes?limit=10"
          maxLength={16_000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ path: event.target.value })}
        />
      </div>
      <HeadersField
        headers={draft.headers}
        badHeader={badHeader}
        onChange={(headers) => change({ headers })}
      />
      <div className={classes.field}>
        <label htmlFor={`${id}-body`}>{t('playground.body')}</label>
        <textarea
          id={`${id}-body`}
          rows={5}
          value={draft.body ?? ''}
          spellCheck={false}
          maxLength={1024 * 1024}
          aria-describedby={`${id}-type`}
          onChange={(event) => change({ body: event.target.value === '' ? null : event.target.value })}
        />
        <p id={`${id}-type`} className={classes.note}>
          {needsJsonType(draft) && t('playground.jsonAdded')}
        </p>
      </div>
      <div className={classes.actions}>
        <Button
          ref={sendButton}
          variant="primary"
          shortcut="run"
          icon={<Send size={14} aria-hidden="true" />}
          onPress={onSend}
        >
          {t('playground.send')}
        </Button>
        <Button onPress={onSave}>{t('playground.save')}</Button>
        <CopyButton
          label={t('evidence.http.copyCurl')}
          copiedLabel={t('evidence.http.copiedCurl')}
          text={() => curlOf(curlRequest(draft))}
        />
      </div>
    </form>
  );
}

interface HeadersFieldProps {
  readonly headers: PlaygroundRequest['headers'];
  readonly badHeader: string | null;
  readonly onChange: (headers: PlaygroundRequest['headers']) => void;
}

/** Headers as text. The text is kept while it says the same, so that a space or an empty line may be typed. */
function HeadersField({ headers, badHeader, onChange }: HeadersFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(headerLines(headers));
  const shown = headerLines(readHeaderLines(text)) === headerLines(headers) ? text : headerLines(headers);
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{t('playground.headers')}</label>
      <textarea
        id={id}
        rows={2}
        value={shown}
        placeholder="Accept: application/json"
        spellCheck={false}
        aria-invalid={badHeader !== null}
        aria-describedby={`${id}-fault`}
        onChange={(event) => {
          setText(event.target.value);
          onChange(readHeaderLines(event.target.value));
        }}
      />
      <p id={`${id}-fault`} className={classNames(classes.note, classes.fault)} role="alert">
        {badHeader !== null && t('playground.badHeader', { name: badHeader })}
      </p>
    </div>
  );
}

interface RequestButtonProps {
  readonly name: string | null;
  readonly request: PlaygroundRequest;
  readonly onPress: () => void;
}

function RequestButton({ name, request, onPress }: RequestButtonProps) {
  return (
    <AriaButton className={classNames(classes.request)} onPress={onPress}>
      {name !== null && <span className={classes.name}>{name}</span>}
      <span className={classes.what} translate="no">
        <strong>{request.method}</strong> {request.path}
      </span>
    </AriaButton>
  );
}

function curlRequest(draft: PlaygroundRequest): Parameters<typeof curlOf>[0] {
  const sendable = toSendable(draft);
  const { method, path, headers, body } = sendable.ok ? sendable.request : draft;
  const text = body === null ? null : { text: body, isText: true, bytes: body.length, truncated: false };
  return { method, path, headers, body: text };
}
