"""Every feature of the house, in the order of the sidebar. A new feature is one folder and one line here."""

from qms.core.feature import Feature


def all_features() -> list[Feature]:
    """Give every feature's declaration."""
    from qms.citizens.feature import feature as citizens
    from qms.context.feature import feature as context
    from qms.documents.feature import feature as documents
    from qms.exchange.feature import feature as exchange
    from qms.improvement.feature import feature as improvement
    from qms.management_review.feature import feature as management_review
    from qms.notifications.feature import feature as notifications
    from qms.objectives.feature import feature as objectives
    from qms.organization.feature import feature as organization
    from qms.providers.feature import feature as providers
    from qms.risks.feature import feature as risks
    from qms.today.feature import feature as today
    from qms.trail.feature import feature as trail
    from qms.yearly_round.feature import feature as yearly_round

    plan = [risks, context, providers, objectives]
    return [today, documents, exchange, improvement, *plan, management_review, yearly_round, citizens, trail, notifications, organization]
