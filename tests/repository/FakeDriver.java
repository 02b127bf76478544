package repository;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;

/** In place of the drivers of PostgreSQL and SQL Server: connects with a token only, and responds one row. */
public final class FakeDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new FakeDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        var postgres = url.startsWith("jdbc:postgresql:");
        var token = properties.getProperty(postgres ? "password" : "accessToken", "");
        if (!token.startsWith("eyJ")
                || postgres && properties.getProperty("user", "").isEmpty()) {
            throw new SQLException("no token where " + url + " wants it");
        }
        var response = of(ResultSet.class, "next", true, "getString", "connected with a token");
        var statement = of(Statement.class, "executeQuery", response);
        return of(Connection.class, "createStatement", statement);
    }

    /** An object that responds the methods named, and any other with nothing. */
    private static <T> T of(Class<T> type, Object... responses) {
        var made = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            for (int i = 0; i < responses.length; i += 2) {
                if (method.getName().equals(responses[i])) {
                    return responses[i + 1];
                }
            }
            return null;
        });
        return type.cast(made);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:sqlserver:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
