import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react';

/** A component whose code comes when it is first drawn, or ahead of that by `fetch`. */
export interface Fetched<Props extends object> {
  (props: Props): ReactNode;
  readonly fetch: () => Promise<unknown>;
}

/**
 * Makes a component of code that is fetched. What is here already is drawn at once, where `lazy` would show
 * the placeholder first, and React holds what follows a placeholder back until 300 ms after it. Code that
 * cannot be fetched is a fault for the boundary around it, and is asked for again by the next one drawn.
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode,
): Fetched<Props> {
  let component: ComponentType<Props> | null = null;
  let loading: Promise<unknown> | null = null;
  const fetch = async (): Promise<unknown> => {
    loading ??= load().then(
      (found) => {
        component = found;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  function Drawn(props: Props): ReactNode {
    const [outcome, setOutcome] = useState<{ readonly error: unknown } | 'here' | null>(null);
    // Asking for code is a request to the outside.
    useEffect(() => {
      if (component !== null) return;
      let isGone = false;
      const settle = (found: { readonly error: unknown } | 'here') => {
        if (!isGone) setOutcome(found);
      };
      fetch().then(
        () => settle('here'),
        (error: unknown) => settle({ error }),
      );
      return () => {
        isGone = true;
      };
    }, []);
    if (component !== null) return createElement(component, props);
    if (outcome !== null && outcome !== 'here') throw outcome.error;
    return placeholder;
  }
  return Object.assign(Drawn, { fetch });
}
