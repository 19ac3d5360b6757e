import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanEvidence, PlanNode } from '../../lessons/format/evidence.ts';
import { classNames } from '../ui/class-names.ts';
import { Frame, Scroll, ViewChoice } from './Frame.tsx';
import classes from './PlanView.module.css';

export function PlanView({ evidence }: { evidence: PlanEvidence }) {
  return evidence.plans.map((plan) => <OnePlan key={plan.label} plan={plan} />);
}

function OnePlan({ plan }: { plan: PlanEvidence['plans'][number] }) {
  const { t } = useTranslation();
  const [view, setView] = useState<'tree' | 'raw'>('tree');
  const label = `${t('evidence.plan.label')}: ${plan.label}`;
  return (
    <Frame
      label={label}
      aside={
        <ViewChoice
          label={label}
          views={{ tree: t('evidence.plan.tree'), raw: t('evidence.plan.raw') }}
          chosen={view}
          onChoose={setView}
        />
      }
    >
      <Scroll label={label}>
        {view === 'tree' ? (
          <ul className={classes.tree}>
            {plan.nodes.map((node) => (
              <NodeView key={node.detail} node={node} />
            ))}
          </ul>
        ) : (
          <pre className={classes.raw} translate="no">
            {plan.raw}
          </pre>
        )}
      </Scroll>
      <p className={classes.foot}>
        <span>{t('evidence.plan.scanSteps', { count: plan.scanSteps })}</span>
        <span>{t('evidence.plan.vmSteps', { count: plan.vmSteps })}</span>
      </p>
    </Frame>
  );
}

function NodeView({ node }: { node: PlanNode }) {
  const { t } = useTranslation();
  return (
    <li>
      <div
        className={classNames(classes.node, node.costly && classes.costly)}
        {...(node.costly ? { 'data-difference': '', tabIndex: -1 } : {})}
      >
        <code translate="no">{node.detail}</code>
        {node.costly && <span className={classes.badge}>▲ {t('evidence.plan.costly')}</span>}
        {node.scanSteps !== null && (
          <span className={classes.rows}>{t('evidence.plan.scanSteps', { count: node.scanSteps })}</span>
        )}
      </div>
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <NodeView key={child.detail} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
