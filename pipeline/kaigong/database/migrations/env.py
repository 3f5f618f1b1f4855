"""Run by Alembic: the migrations on the connection that `kaigong.database.migrating` gives."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
